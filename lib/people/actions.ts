"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { requireUser } from "@/lib/auth/session";
import { contactFields, readContact } from "@/lib/core/contacts/contact";
import type { ErrorCode } from "@/lib/core/errors";
import type { FormState } from "@/lib/core/form-state";
import {
  addContactsToSurvey,
  blockContact,
  eraseContact,
  importContacts,
  previewImport,
  saveContact,
} from "./commands";
import {
  addToSurveyForm,
  blockForm,
  contactForm,
  emptyReading,
  type ImportReading,
  importForm,
  largestContactsFile,
} from "./schema";

const refusals: Partial<Record<ErrorCode, string>> = {
  "not-found": "This no longer exists.",
  "not-allowed": "You may not add people to this survey.",
  conflict: "Somebody else in your address book has this address. Nothing was changed.",
};

const say = (reason: ErrorCode): FormState => ({
  values: {},
  errors: { form: refusals[reason] ?? "This did not work. Nothing was changed." },
});

const countOf = (count: number) => `${count} ${count === 1 ? "person" : "people"}`;

/** Puts a person into the book, or changes who is there. What was typed stays on a refusal. */
export async function saveContactAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const values = Object.fromEntries(
    contactFields.map((field) => [field, String(form.get(field) ?? "")]),
  );
  const read = readContact(values);
  if (!read.ok) {
    const errors = read.problems.map(({ field, message }) => [field, `This ${message}.`]);
    // The first problem of a field stands.
    return { values, errors: Object.fromEntries(errors.reverse()) };
  }
  const existing = contactForm.safeParse({ contactId: form.get("contactId") });
  const act = { actorId: user.id, now: new Date(), contact: read.contact };
  const outcome = await saveContact(
    existing.success ? { ...act, contactId: existing.data.contactId } : act,
  );
  if (!outcome.ok) {
    return outcome.reason === "conflict"
      ? { values, errors: { email: refusals.conflict ?? "" } }
      : { values, errors: say(outcome.reason).errors };
  }
  revalidatePath("/contacts", "layout");
  const who = read.contact.name || read.contact.email;
  return {
    values: existing.success ? values : {},
    errors: {},
    done: existing.success ? "Saved." : `${who} is in your address book.`,
  };
}

/** Erases a person from the book, and leads back to it. */
export async function eraseContactAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = contactForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return say("not-found");
  const outcome = await eraseContact({ ...parsed.data, actorId: user.id, now: new Date() });
  if (!outcome.ok) return say(outcome.reason);
  revalidatePath("/contacts", "layout");
  redirect("/contacts");
}

/** Marks a person as not to be contacted, or takes it back. */
export async function blockContactAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = blockForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return say("not-found");
  const blocked = parsed.data.blocked === "yes";
  const outcome = await blockContact({
    contactId: parsed.data.contactId,
    blocked,
    actorId: user.id,
    now: new Date(),
  });
  if (!outcome.ok) return say(outcome.reason);
  revalidatePath("/", "layout");
  const done = blocked
    ? "Noted: no mail of yours goes there, in any survey."
    : "Taken back: they may be invited again.";
  return { values: {}, errors: {}, done };
}

/** Adds the chosen people to a survey. Sends nothing. */
export async function addToSurveyAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = addToSurveyForm.safeParse({
    surveyId: form.get("surveyId"),
    contactIds: form.getAll("contactId"),
  });
  if (!parsed.success) {
    const message = parsed.error.issues[0]?.message ?? "This could not be read.";
    return { values: {}, errors: { form: message } };
  }
  const outcome = await addContactsToSurvey({ ...parsed.data, actorId: user.id, now: new Date() });
  if (!outcome.ok) return say(outcome.reason);
  const { added, blocked, there } = outcome.value;
  revalidatePath(`/surveys/${parsed.data.surveyId}`, "layout");
  revalidatePath("/contacts");
  const done = [
    `${countOf(added)} added. No mail was sent.`,
    ...(there > 0 ? [`${countOf(there)} invited before.`] : []),
    ...(blocked > 0 ? [`${countOf(blocked)} left out: not to be contacted.`] : []),
  ].join(" ");
  return { values: { surveyId: parsed.data.surveyId }, errors: {}, done };
}

/** Reads a file of people, and stores it once all of it is right and the author has seen what changes. */
export async function importContactsAction(
  _: ImportReading,
  form: FormData,
): Promise<ImportReading> {
  const user = await requireUser();
  const file = form.get("file");
  const typed = String(form.get("text") ?? "");
  const text = file instanceof File && file.size > 0 ? await file.text() : typed;
  const isNew = text !== typed || form.get("header") !== "shown";
  const columns = contactFields.map((field) => [field, String(form.get(`column-${field}`) ?? "")]);
  const parsed = importForm.safeParse({
    text,
    match: isNew ? null : Object.fromEntries(columns),
    seen: String(form.get("seen") ?? ""),
  });
  if (!parsed.success) {
    const error = parsed.error.issues[0]?.message ?? "This could not be read.";
    return { ...emptyReading, text: text.length > largestContactsFile ? "" : text, error };
  }
  const asked = parsed.data;
  const preview = await previewImport(user.id, asked.text, asked.match);
  const shown: ImportReading = {
    text,
    header: preview.header,
    match: preview.match,
    problems: preview.problems,
    plan: preview.plan === null ? null : withoutResults(preview.plan),
    seen: preview.seen,
  };
  if (form.get("step") !== "save" || preview.plan === null) {
    const isEmpty = preview.plan === null && preview.problems.length === 0;
    return isEmpty ? { ...shown, error: "There is nobody in this file." } : shown;
  }
  const outcome = await importContacts({ ...asked, actorId: user.id, now: new Date() });
  if (!outcome.ok) {
    const error =
      outcome.reason === "conflict"
        ? "This is what the file would do now. Nothing was saved yet: look again, and save."
        : "Nothing was saved.";
    return { ...shown, error };
  }
  revalidatePath("/contacts", "layout");
  const { added, changed } = outcome.value;
  return { ...emptyReading, done: `${countOf(added)} added, ${countOf(changed)} changed.` };
}

function withoutResults({
  added,
  changed,
  same,
  merged,
}: NonNullable<Awaited<ReturnType<typeof previewImport>>["plan"]>) {
  return { added, changed, same, merged };
}
