/** What an event of the audit trail is about. */
export const auditTopics = [
  "people",
  "wording",
  "life",
  "publication",
  "invitations",
  "answers",
  "synthesis",
] as const;
export type AuditTopic = (typeof auditTopics)[number];

/** A wording of the author's own before and after a change, shortened to what differs. */
export type WordingChange = {
  readonly field: string;
  readonly before: string;
  readonly after: string;
};

/** What an event says beside its kind: ids, names of fields, numbers, and wordings of the author's own. */
export type AuditDetails = Readonly<
  Record<string, string | number | boolean | readonly string[] | readonly WordingChange[]>
>;

type Kind = {
  readonly topic: AuditTopic;
  /** What happened, in words that follow a name: "invited somebody". `n` writes a count of the details. */
  readonly words: (details: AuditDetails) => string;
  /** Who does it where no author did. */
  readonly by?: "an expert" | "the product";
};

const count = (details: AuditDetails, field: string, one: string, many: string) => {
  const number = Number(details[field] ?? 0);
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
};
const text = (details: AuditDetails, field: string) => String(details[field] ?? "");
const said = (words: string) => () => words;
const expert = "an expert" as const;
const product = "the product" as const;

/** Every kind of event, with what it says. An event of another kind cannot be recorded. */
export const auditKinds = {
  "survey.created": { topic: "life", words: said("began the survey") },
  "survey.imported": {
    topic: "life",
    words: (d) =>
      `began the survey from files, with ${count(d, "answers", "answer", "answers")} of ${count(d, "respondents", "person", "people")}`,
  },
  "survey.opened": { topic: "life", words: said("opened it for answers") },
  "survey.reopened": { topic: "life", words: said("opened it again") },
  "survey.closed": { topic: "life", words: said("closed it for answers") },
  "survey.archived": { topic: "life", words: said("archived it") },
  "survey.unarchived": { topic: "life", words: said("took it out of the archive") },
  "survey.erasure-announced": {
    topic: "life",
    words: said("announced that names and texts go"),
    by: product,
  },
  "survey.personal-data-erased": {
    topic: "life",
    words: said("erased names and texts"),
    by: product,
  },
  "round.added": { topic: "life", words: (d) => `added round ${text(d, "round")}` },
  "round.removed": { topic: "life", words: (d) => `removed round ${text(d, "round")}` },
  "survey.deleted": { topic: "life", words: said("deleted a survey") },
  "round.dated": { topic: "life", words: (d) => `dated round ${text(d, "round")}` },
  "round.opened": {
    topic: "life",
    words: (d) => `opened round ${text(d, "round")}`,
    by: product,
  },
  "round.closed": {
    topic: "life",
    words: (d) => `closed round ${text(d, "round")}`,
    by: product,
  },
  "survey.edited": { topic: "wording", words: (d) => `changed ${fieldsInWords(d)}` },
  "survey.terms-changed": {
    topic: "wording",
    words: (d) => `changed what experts are promised: ${fieldsInWords(d)}`,
  },
  "question.added": { topic: "wording", words: (d) => `added ${fieldsInWords(d)}` },
  "question.deleted": { topic: "wording", words: (d) => `deleted ${fieldsInWords(d)}` },
  "question.restored": { topic: "wording", words: (d) => `brought back ${fieldsInWords(d)}` },
  "question.moved": { topic: "wording", words: (d) => `moved ${fieldsInWords(d)}` },
  "question.duplicated": { topic: "wording", words: (d) => `duplicated ${fieldsInWords(d)}` },
  "question.corrected": {
    topic: "wording",
    words: (d) => `declared the new words of question ${text(d, "question")} a correction`,
  },
  "question.reworded": {
    topic: "wording",
    words: (d) => `declared the new words of question ${text(d, "question")} another question`,
  },
  "question.asked-again": {
    topic: "wording",
    words: (d) =>
      `asked ${count(d, "asked", "person", "people")} question ${text(d, "question")} again`,
  },
  "member.invited": {
    topic: "people",
    words: (d) => `asked somebody to be ${withArticle(text(d, "role"))}`,
  },
  "member.invite-revoked": { topic: "people", words: said("took an invite back") },
  "member.invite-declined": { topic: "people", words: said("declined an invite") },
  "member.joined": { topic: "people", words: (d) => `joined as ${withArticle(text(d, "role"))}` },
  "member.role-changed": {
    topic: "people",
    words: (d) =>
      `made {user}, who was ${withArticle(text(d, "before"))}, ${withArticle(text(d, "after"))}`,
  },
  "member.removed": { topic: "people", words: said("removed {user}") },
  "member.left": { topic: "people", words: said("left") },
  "survey.handover-offered": { topic: "people", words: said("offered the survey to another") },
  "survey.handed-over": { topic: "people", words: said("took the survey over") },
  "survey.published": {
    topic: "publication",
    words: (d) => `published version ${text(d, "number")}`,
  },
  "survey.unpublished": { topic: "publication", words: said("took the page back") },
  "survey.republished": { topic: "publication", words: said("showed the page again") },
  "survey.publication-planned": {
    topic: "publication",
    words: (d) => `planned to publish at ${text(d, "publishAt")}`,
  },
  "survey.publication-called-off": {
    topic: "publication",
    words: said("called the planned publication off"),
  },
  "survey.publication-blocked": {
    topic: "publication",
    words: said("did not publish as planned, because something stood in the way"),
    by: product,
  },
  "survey.respondents-told": {
    topic: "publication",
    words: (d) =>
      `told ${count(d, "count", "respondent", "respondents")} of version ${text(d, "number")}`,
  },
  "invitations.added": {
    topic: "invitations",
    words: (d) => `added ${count(d, "count", "person", "people")}`,
  },
  "invitations.sent": {
    topic: "invitations",
    words: (d) => `sent ${count(d, "count", "invitation", "invitations")}`,
  },
  "invitations.paused": {
    topic: "invitations",
    words: (d) => `held ${count(d, "count", "mail", "mails")} of a sending`,
  },
  "invitations.resumed": {
    topic: "invitations",
    words: (d) => `let ${count(d, "count", "mail", "mails")} of a sending go on`,
  },
  "invitations.called-off": {
    topic: "invitations",
    words: (d) => `called off ${count(d, "count", "mail", "mails")} of a sending`,
  },
  "invitations.revoked": {
    topic: "invitations",
    words: (d) => `revoked ${count(d, "count", "invitation", "invitations")}`,
  },
  "invitations.extended": {
    topic: "invitations",
    words: (d) => `gave ${count(d, "count", "person", "people")} another last day`,
  },
  "invitations.bounced": {
    topic: "invitations",
    words: (d) => `marked ${count(d, "count", "mail", "mails")} as not arrived`,
  },
  "invitations.delivered": {
    topic: "invitations",
    words: (d) => `sent ${count(d, "count", "invitation", "invitations")} whose fate was unknown`,
  },
  "invitation.corrected": {
    topic: "invitations",
    words: (d) => `corrected the ${listInWords(d)} of somebody invited`,
  },
  "invitation.revoked": { topic: "invitations", words: said("revoked an invitation") },
  "invitation.rotated": {
    topic: "invitations",
    words: said("sent an invitation anew, with a new link"),
  },
  "contact.added": { topic: "people", words: said("put somebody into their address book") },
  "contact.changed": { topic: "people", words: said("changed somebody in their address book") },
  "contact.erased": { topic: "people", words: said("erased somebody from their address book") },
  "contacts.imported": {
    topic: "people",
    words: (d) => `imported ${count(d, "added", "person", "people")} into their address book`,
  },
  "contacts.blocked": {
    topic: "invitations",
    words: (d) => `marked ${count(d, "count", "address", "addresses")} as not to be written to`,
  },
  "contacts.unblocked": {
    topic: "invitations",
    words: (d) => `unmarked ${count(d, "count", "address", "addresses")}`,
  },
  "reminders.set": {
    topic: "invitations",
    words: (d) => (d["on"] === false ? "ended the reminders" : "set when people are reminded"),
  },
  "reminders.queued": {
    topic: "invitations",
    words: (d) => `reminded ${count(d, "count", "person", "people")}`,
    by: product,
  },
  "colleague.suggested": { topic: "invitations", words: said("named a colleague"), by: expert },
  "colleague.approved": { topic: "invitations", words: said("took up a named colleague") },
  "colleague.dismissed": { topic: "invitations", words: said("put a named colleague aside") },
  "nomination.confirmed": { topic: "invitations", words: said("asked to be invited"), by: expert },
  "nomination.refused": {
    topic: "invitations",
    words: said("took back asking to be invited"),
    by: expert,
  },
  "nomination.approved": { topic: "invitations", words: said("took up somebody who asked") },
  "nomination.dismissed": {
    topic: "invitations",
    words: said("put somebody who asked aside"),
  },
  "invitation.opened": { topic: "invitations", words: said("began to answer"), by: expert },
  "invitation.declined": { topic: "invitations", words: said("declined"), by: expert },
  "invitation.unsubscribed": {
    topic: "invitations",
    words: said("wants no more mails"),
    by: expert,
  },
  "invitation.resubscribed": { topic: "invitations", words: said("wants mails again"), by: expert },
  "answers.imported": {
    topic: "answers",
    words: (d) =>
      `entered ${count(d, "answers", "answer", "answers")} of ${count(d, "respondents", "person", "people")}`,
  },
  "answers.import-undone": {
    topic: "answers",
    words: (d) => `took an import of ${count(d, "answers", "answer", "answers")} back`,
  },
  "confirmations.asked": {
    topic: "answers",
    words: (d) => `asked ${count(d, "count", "person", "people")} to confirm entered answers`,
  },
  "response.submitted": { topic: "answers", words: said("submitted"), by: expert },
  "response.confirmed": { topic: "answers", words: said("confirmed entered answers"), by: expert },
  "response.withdrawn": { topic: "answers", words: said("withdrew all answers"), by: expert },
  "response.saw-others": {
    topic: "answers",
    words: said("opened what the others said"),
    by: expert,
  },
  "device.ended": { topic: "answers", words: said("ended a device’s access"), by: expert },
  "answer.tightened": { topic: "answers", words: said("lets less be shown"), by: expert },
  "address.erased": {
    topic: "answers",
    words: (d) =>
      `had their address taken out of ${count(d, "contacts", "address book", "address books")}`,
    by: expert,
  },
  "person.erased": {
    topic: "answers",
    words: said("erased all that was held about them"),
    by: expert,
  },
  "quotes.asked": {
    topic: "synthesis",
    words: (d) => `asked for quotes, round ${text(d, "round")}`,
  },
  "quote.decided": { topic: "synthesis", words: said("decided on a quote"), by: expert },
  "synthesis.edited": { topic: "synthesis", words: said("edited the synthesis") },
  "synthesis.discarded": { topic: "synthesis", words: said("gave an edit of the synthesis up") },
  "synthesis.undone": { topic: "synthesis", words: said("took an edit of the synthesis back") },
  "synthesis.redone": { topic: "synthesis", words: said("brought an edit of the synthesis back") },
  "proposal.accepted": { topic: "synthesis", words: said("accepted a sentence of the model") },
  "proposal.proposed": {
    topic: "synthesis",
    words: said("opened the decision on a model’s sentence again"),
  },
  "synthesis.comment-write": { topic: "synthesis", words: said("wrote a comment") },
  "synthesis.comment-reword": { topic: "synthesis", words: said("reworded a comment") },
  "synthesis.comment-delete": { topic: "synthesis", words: said("deleted a comment") },
  "synthesis.comment-resolve": {
    topic: "synthesis",
    words: said("marked a comment as resolved or open"),
  },
  "proposal.rejected": { topic: "synthesis", words: said("rejected a sentence of the model") },
  // Of the installation, and of no survey.
  "owner.claimed": { topic: "people", words: said("became the owner") },
  "address.admitted": { topic: "people", words: said("admitted an address") },
  "address.removed": { topic: "people", words: said("removed an address") },
  "sign-in.link-made": { topic: "people", words: said("made a sign-in link to hand over") },
  "mail.returned": {
    topic: "invitations",
    words: (d) =>
      `recorded a mail that came back, of ${count(d, "count", "invitation", "invitations")}`,
  },
  "api-key.created": { topic: "people", words: said("made an API key") },
  "api-key.revoked": { topic: "people", words: said("revoked an API key") },
} as const satisfies Record<string, Kind>;

export type AuditKind = keyof typeof auditKinds;

const kinds: Readonly<Record<string, Kind | undefined>> = auditKinds;

const fieldNames: Readonly<Record<string, string>> = {
  title: "the title",
  introduction: "the introduction",
  authors: "the authors",
  consentWords: "what the author promises",
  invitationMessage: "the message of the invitation",
  senderName: "the name that mails come from",
  correspondent: "who gets the replies",
  closesOn: "the last day",
  timeZone: "the time zone",
  language: "the language",
  choices: "what respondents see of one another",
};

/** The name of a field, as a sentence has it. */
export function fieldInWords(field: string): string {
  return fieldNames[field] ?? (field.startsWith("question ") ? `the ${field}` : field);
}

function fieldsInWords(details: AuditDetails): string {
  const { fields } = details;
  const names = Array.isArray(fields) ? fields.map(String).map(fieldInWords) : [];
  return names.length === 0 ? "something" : names.join(", ");
}

/** The fields of a person, as they stand: "name, affiliation". */
function listInWords({ fields }: AuditDetails): string {
  return Array.isArray(fields) ? fields.map(String).join(", ") : "";
}

function withArticle(role: string): string {
  return `${/^[aeiou]/.test(role) ? "an" : "a"} ${role}`;
}

/** What an event is about; a kind that nobody knows any more is about the survey's life. */
export function auditTopicOf(kind: string): AuditTopic {
  return kinds[kind]?.topic ?? "life";
}

/** The kinds of one topic. */
export function auditKindsOf(topic: AuditTopic): readonly string[] {
  return Object.entries(auditKinds).flatMap(([kind, { topic: own }]) =>
    own === topic ? [kind] : [],
  );
}

/** What happened, in words that follow the name of whoever did it. `user` is whom it happened to, where it did to a user. */
export function auditWords(kind: string, details: AuditDetails, user: string | null): string {
  const words = kinds[kind]?.words(details) ?? kind;
  return words.replace("{user}", user ?? "somebody whose account is gone");
}

/** Who did it, where the event names nobody: an expert, the product, or a user whose account is gone. */
export function auditActor(kind: string): string {
  return kinds[kind]?.by ?? "the product, or somebody whose account is gone";
}

/** The changes of wording that an event holds. */
export function auditChanges(details: AuditDetails): readonly WordingChange[] {
  const { changes, before, after } = details;
  if (Array.isArray(changes)) {
    return changes.flatMap((change): WordingChange[] =>
      typeof change === "object" && change !== null && "field" in change ? [change] : [],
    );
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    // Terms: "minimumGroup: 3" before, "minimumGroup: 5" after, in the same order.
    return before.map((was, at): WordingChange => {
      const [field = "", ...rest] = String(was).split(": ");
      const is = String(after[at] ?? "").split(": ");
      return { field, before: rest.join(": "), after: is.slice(1).join(": ") };
    });
  }
  return typeof before === "string" && typeof after === "string"
    ? [{ field: "", before, after }]
    : [];
}

/** The longest wording that the trail keeps on either side of a change. */
const longest = 2000;
/** Letters on either side of what differs, so that a reader finds the place. */
const around = 40;

/** A change of a wording, without what is the same at its beginning and end; null where nothing differs. */
export function wordingChange(
  field: string,
  before: unknown,
  after: unknown,
): WordingChange | null {
  const [was, is] = [inOneText(before), inOneText(after)];
  if (was === is) return null;
  let start = 0;
  while (start < was.length && start < is.length && was[start] === is[start]) start += 1;
  let end = 0;
  while (
    end < was.length - start &&
    end < is.length - start &&
    was[was.length - 1 - end] === is[is.length - 1 - end]
  ) {
    end += 1;
  }
  const from = start <= around ? 0 : start - around;
  const keep = end <= around ? 0 : end - around;
  return { field, before: cut(was, from, keep), after: cut(is, from, keep) };
}

function inOneText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? "");
}

function cut(whole: string, from: number, keep: number): string {
  const middle = whole.slice(from, whole.length - keep);
  const shown = middle.length > longest ? `${middle.slice(0, longest)} …` : middle;
  // Half of a surrogate pair may stand at either edge.
  return `${from > 0 ? "… " : ""}${shown}${keep > 0 ? " …" : ""}`.toWellFormed();
}
