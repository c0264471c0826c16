import type { ContactFacts } from "@/lib/core/contacts/contact";
import { contactFinder } from "@/lib/core/contacts/search";
import { parseLanguage } from "@/lib/core/language";
import { listBlocks } from "@/lib/invitations/contact-blocks/queries";
import { db } from "@/lib/platform/db";
import type { Contact, Prisma } from "@/prisma/generated/client/client";

/** A stored person as core knows one. */
export function factsOf(contact: Contact): ContactFacts {
  const { name, email, affiliation, role, orcid, page, language, notes } = contact;
  const known = language === null ? "" : (parseLanguage(language) ?? "");
  return { name, email, affiliation, role, orcid, page, language: known, notes };
}

/** Everybody in somebody's address book. */
export async function listContacts(
  userId: string,
  client: Prisma.TransactionClient = db(),
): Promise<Contact[]> {
  return client.contact.findMany({
    where: { userId },
    orderBy: [{ name: "asc" }, { email: "asc" }],
  });
}

/** The most people that the page shows at once; searching narrows it. */
const contactsShown = 200;

/** People of somebody's address book who have every word of a search, with whether they may be written to, and how many. */
export async function searchContacts(userId: string, search: string) {
  const finds = contactFinder(search);
  const found = (await listContacts(userId)).filter((contact) => finds(factsOf(contact)));
  const contacts = found.slice(0, contactsShown);
  const blocks = await listBlocks(
    contacts.map(({ email }) => email),
    [userId],
    userId,
  );
  return {
    count: found.length,
    contacts: contacts.map((contact) => ({
      ...contact,
      blockedBy: blocks.get(contact.email) ?? null,
    })),
  };
}

/** One person of somebody's address book, and whether they may be written to; null for everybody else. */
export async function findContact(contactId: string, userId: string) {
  const contact = await db().contact.findFirst({ where: { id: contactId, userId } });
  if (contact === null) return null;
  const blocks = await listBlocks([contact.email], [userId], userId);
  const invitations = await db().invitation.findMany({
    where: { email: contact.email, survey: { members: { some: { userId } } } },
    orderBy: { createdAt: "desc" },
    select: { id: true, survey: { select: { id: true, title: true } } },
  });
  return {
    ...contact,
    blockedBy: blocks.get(contact.email) ?? null,
    surveys: invitations.map(({ survey }) => survey),
  };
}

/** The surveys that somebody may add people to, the last changed first. */
export function listSurveysToFill(userId: string) {
  return db().survey.findMany({
    where: {
      fictional: false,
      status: { in: ["draft", "open"] },
      members: { some: { userId, role: { in: ["owner", "editor"] } } },
    },
    orderBy: { updatedAt: "desc" },
    select: { id: true, title: true },
  });
}
