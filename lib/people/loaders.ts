import { notFound } from "next/navigation";
import { z } from "zod";
import { currentUser, requireUser } from "@/lib/auth/session";
import { contactsCsv } from "@/lib/core/contacts/contacts-file";
import { listInvitedAddresses } from "@/lib/invitations/queries";
import { factsOf, findContact, listContacts, listSurveysToFill, searchContacts } from "./queries";

/**
 * The signed-in author's address book, narrowed by a search, and the surveys that people can be added to. Where one of them
 * is named, who is invited to it already is marked.
 */
export async function loadAddressBook(search: string, surveyId: string) {
  const user = await requireUser();
  const [{ contacts, count }, surveys] = await Promise.all([
    searchContacts(user.id, search.slice(0, 200)),
    listSurveysToFill(user.id),
  ]);
  const survey = surveys.find(({ id }) => id === surveyId) ?? null;
  const invited = new Set(survey === null ? [] : await listInvitedAddresses(survey.id, user.id));
  return {
    count,
    surveys,
    survey,
    contacts: contacts.map(({ id, name, email, affiliation, role, blockedBy }) => ({
      id,
      name,
      email,
      affiliation,
      role,
      blockedBy,
      isInvited: invited.has(email),
    })),
  };
}

/** One person of the signed-in author's book; a page that does not exist for everybody else. */
export async function loadContact(contactId: string) {
  const user = await requireUser();
  if (!z.uuid().safeParse(contactId).success) notFound();
  const contact = (await findContact(contactId, user.id)) ?? notFound();
  const { id, blockedBy, surveys } = contact;
  return { id, facts: factsOf(contact), blockedBy, surveys };
}

/** The signed-in author's book as a file; null for a stranger. */
export async function loadContactsFile(): Promise<string | null> {
  const user = await currentUser();
  return user === null ? null : contactsCsv((await listContacts(user.id)).map(factsOf));
}
