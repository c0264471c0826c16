import type { AnswerDraft, PersonDraft } from "@/lib/core/answers/draft-fields";

/** What react-hook-form holds: a response as typed. */
export type FormValues = { person: PersonDraft; answers: Record<string, AnswerDraft> };
