import {
  type AnswerDraft,
  emptyAnswerDraft,
  type PersonDraft,
  type ResponseDraft,
} from "@/lib/core/answers/draft-fields";
import type { Question } from "@/lib/core/survey/survey-schema";

/** What react-hook-form holds: a response as typed. */
export type FormValues = { person: PersonDraft; answers: Record<string, AnswerDraft> };

/** A response that react-hook-form may change. */
export function copyOf(draft: ResponseDraft | FormValues): FormValues {
  return { person: { ...draft.person }, answers: { ...draft.answers } };
}

/** What react-hook-form holds of one answer, as a draft: a lone radio button gives a string, no box `false`, no button `null`. */
export function tidyAnswer(held: Partial<AnswerDraft> | undefined): AnswerDraft {
  const raw: Record<string, unknown> = { ...emptyAnswerDraft(), ...held };
  for (const [field, value] of Object.entries(raw)) {
    if (value === null || value === undefined || value === false) {
      raw[field] = field === "options" || field === "works" ? [] : "";
    }
  }
  // A lone radio button gives a string, several boxes a list.
  const { options } = raw;
  if (typeof options === "string") raw["options"] = options === "" ? [] : [options];
  return { ...emptyAnswerDraft(), ...(raw as Partial<AnswerDraft>) };
}

/** The same of all answers. */
export function tidy(questions: readonly Question[], values: FormValues): FormValues {
  return {
    person: values.person,
    answers: Object.fromEntries(
      questions.map(({ id }) => [id, tidyAnswer(values.answers?.[id])] as const),
    ),
  };
}

/** The value of one field by its dotted name, "answers.<question>.<field>" or "person.<field>". */
export function valueAt(draft: ResponseDraft | FormValues, name: string): unknown {
  const [head, ...rest] = name.split(".");
  const holder: object | undefined =
    head === "person" ? draft.person : draft.answers[rest.slice(0, -1).join(".")];
  const value = Object.entries(holder ?? {}).find(([key]) => key === rest.at(-1))?.[1];
  return value ?? "";
}
