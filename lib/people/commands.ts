import { recordAudit } from "@/lib/audit/commands";
import type { ContactFacts } from "@/lib/core/contacts/contact";
import { type ContactMatch, readContactsFile } from "@/lib/core/contacts/contacts-file";
import { type MergePlan, planMerge } from "@/lib/core/contacts/merge";
import type { Outcome, Problem } from "@/lib/core/errors";
import { parseLanguage } from "@/lib/core/language";
import { addInvitations } from "@/lib/invitations/commands";
import { setContactBlock } from "@/lib/invitations/contact-blocks/commands";
import { db, type Tx, transaction } from "@/lib/platform/db";
import { sha256Hex } from "@/lib/platform/tokens";
import { factsOf, listContacts } from "./queries";

type Act = { readonly actorId: string; readonly now: Date };

const stored = ({ language, ...facts }: ContactFacts) => ({
  ...facts,
  language: language === "" ? null : language,
});

/** Makes changes of one book take turns, so that each sees what the one before stored. */
async function lockBook(tx: Tx, userId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "User" WHERE id = ${userId}::uuid FOR UPDATE`;
}

/**
 * Puts a person into the author's address book, or changes who is there. Refuses an address that another of the book has:
 * two people are merged by an import, where it is shown what becomes of them.
 */
export async function saveContact(
  input: Act & { readonly contactId?: string; readonly contact: ContactFacts },
): Promise<Outcome<{ id: string }>> {
  return transaction(async (tx) => {
    const { actorId: userId, contactId, contact } = input;
    await lockBook(tx, userId);
    const holder = await tx.contact.findFirst({ where: { userId, email: contact.email } });
    if (holder !== null && holder.id !== contactId) return { ok: false, reason: "conflict" };
    if (contactId === undefined) {
      const { id } = await tx.contact.create({
        data: { ...stored(contact), userId, createdAt: input.now },
        select: { id: true },
      });
      await recordAudit(tx, { kind: "contact.added", actorId: userId, details: { contactId: id } });
      return { ok: true, value: { id } };
    }
    const { count } = await tx.contact.updateMany({
      where: { id: contactId, userId },
      data: { ...stored(contact), updatedAt: input.now },
    });
    if (count === 0) return { ok: false, reason: "not-found" };
    await recordAudit(tx, { kind: "contact.changed", actorId: userId, details: { contactId } });
    return { ok: true, value: { id: contactId } };
  });
}

/**
 * Erases a person from the author's address book. That they are not to be contacted stays, since it is about the address;
 * so do invitations, which are the survey's.
 */
export async function eraseContact(
  input: Act & { readonly contactId: string },
): Promise<Outcome<null>> {
  return transaction(async (tx) => {
    const { count } = await tx.contact.deleteMany({
      where: { id: input.contactId, userId: input.actorId },
    });
    if (count === 0) return { ok: false, reason: "not-found" };
    const details = { contactId: input.contactId };
    await recordAudit(tx, { kind: "contact.erased", actorId: input.actorId, details });
    return { ok: true, value: null };
  });
}

/** Writes down that a person of the book is not to be contacted by this author, in any survey, or takes it back. */
export async function blockContact(
  input: Act & { readonly contactId: string; readonly blocked: boolean },
): Promise<Outcome<null>> {
  const contact = await db().contact.findFirst({
    where: { id: input.contactId, userId: input.actorId },
    select: { email: true },
  });
  if (contact === null) return { ok: false, reason: "not-found" };
  return setContactBlock({ ...input, email: contact.email });
}

/** What an import would do, or why the file is refused as a whole. Stores nothing. */
export type ImportPreview = {
  readonly header: readonly string[];
  readonly match: ContactMatch;
  readonly problems: readonly Problem[];
  /** Null where something is wrong. */
  readonly plan: MergePlan | null;
  /** Changes with the file and with the book. */
  readonly seen: string;
};

/** Reads a file of people against the author's book. */
export async function previewImport(
  userId: string,
  text: string,
  match: ContactMatch | null,
  client?: Tx,
): Promise<ImportPreview> {
  const reading = readContactsFile(text, match ?? undefined);
  const { header, problems } = reading;
  const shown = { header, match: reading.match, problems };
  if (problems.length > 0 || reading.rows.length === 0) return { ...shown, plan: null, seen: "" };
  const plan = planMerge(reading.rows, (await listContacts(userId, client)).map(factsOf));
  return { ...shown, plan, seen: sha256Hex(JSON.stringify(plan)) };
}

/**
 * Stores all people of a file, or nobody: a row that cannot be read refuses the file, and so does a book that changed since
 * the preview `seen`.
 */
export async function importContacts(
  input: Act & {
    readonly text: string;
    readonly match: ContactMatch | null;
    readonly seen: string;
  },
): Promise<Outcome<{ added: number; changed: number }>> {
  return transaction(async (tx) => {
    const { actorId: userId, now } = input;
    await lockBook(tx, userId);
    const { plan, problems, seen } = await previewImport(userId, input.text, input.match, tx);
    if (plan === null) return { ok: false, reason: "invalid-input", problems };
    if (seen !== input.seen) return { ok: false, reason: "conflict" };
    await tx.contact.createMany({
      data: plan.added.map((contact) => ({
        ...stored(contact),
        userId,
        createdAt: now,
        updatedAt: now,
      })),
    });
    const results = new Map(plan.results.map((contact) => [contact.email, contact]));
    for (const { email } of plan.changed) {
      const after = results.get(email);
      if (after === undefined) continue;
      await tx.contact.update({
        where: { userId_email: { userId, email } },
        data: { ...stored(after), updatedAt: now },
      });
    }
    const value = { added: plan.added.length, changed: plan.changed.length };
    await recordAudit(tx, { kind: "contacts.imported", actorId: userId, details: value });
    return { ok: true, value };
  });
}

/**
 * Adds people of the author's book to a survey of theirs. Sends nothing. Who is invited already is left out, and so is whom
 * nobody may write to.
 */
export async function addContactsToSurvey(
  input: Act & { readonly surveyId: string; readonly contactIds: readonly string[] },
): Promise<Outcome<{ added: number; blocked: number; there: number }>> {
  const contacts = await db().contact.findMany({
    where: { id: { in: [...input.contactIds] }, userId: input.actorId },
  });
  if (contacts.length < new Set(input.contactIds).size) return { ok: false, reason: "not-found" };
  const outcome = await addInvitations({
    surveyId: input.surveyId,
    actorId: input.actorId,
    now: input.now,
    invitees: contacts.map(({ name, email, affiliation, language }) => {
      const known = parseLanguage(language);
      return { name, email, affiliation, ...(known === null ? {} : { language: known }) };
    }),
  });
  if (!outcome.ok) return outcome;
  const { added, blocked } = outcome.value;
  return { ok: true, value: { added, blocked, there: contacts.length - added - blocked } };
}
