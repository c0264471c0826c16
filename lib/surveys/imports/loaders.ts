import { z } from "zod";
import { currentUser, requireUser } from "@/lib/auth/session";
import { type EnteredRespondent, groupRespondents } from "@/lib/core/answers/entered";
import { textInWords, valueInWords } from "@/lib/core/answers/in-words";
import { type ColumnMatch, guessColumns } from "@/lib/core/answers/match-columns";
import { readAnswersFile } from "@/lib/core/answers/parse-answers";
import type { Problem } from "@/lib/core/errors";
import { translatorOf } from "@/messages/catalogue";
import { loadSurvey } from "../loaders";
import { canEditSurvey } from "../policy";
import { findSurvey } from "../queries";
import { findAskedSurvey, listImports, listKnownPeople } from "./queries";
import { columnMatchSchema, type ImportCheck, largestAnswersFile, previewRows } from "./schema";

/** The imports of a survey, for its members. */
export async function loadImports(surveyId: string) {
  const user = await requireUser();
  return listImports((await loadSurvey(surveyId)).id, user.id);
}

/** The questions of a survey as they are asked now, null while the draft lacks words, and the member who would answer them. */
export async function loadEntering(surveyId: string) {
  const user = await requireUser();
  const asked = await findAskedSurvey((await loadSurvey(surveyId)).id, user.id);
  return { questions: asked?.questions ?? null, userId: user.id };
}

/** A file as it was read for an editor of a survey; or why it was not read. */
type FileReading =
  | {
      readonly ok: true;
      readonly actorId: string;
      readonly check: ImportCheck;
      readonly respondents: readonly EnteredRespondent[];
    }
  | { readonly ok: false; readonly status: 400 | 401 | 404 | 413; readonly words: string };

/** Reads the file that a form carries, in the terms of the survey's questions. Stores nothing. */
export async function loadFileReading(surveyId: string, form: FormData): Promise<FileReading> {
  const user = await currentUser();
  if (user === null) {
    return { ok: false, status: 401, words: "You were signed out. Sign in in another tab." };
  }
  const isId = z.uuid().safeParse(surveyId).success;
  const survey = isId ? await findSurvey(surveyId, user.id) : null;
  const document = isId ? await findAskedSurvey(surveyId, user.id) : null;
  if (survey === null || !canEditSurvey(survey.role)) {
    return { ok: false, status: 404, words: "This survey does not exist for you." };
  }
  if (document === null) {
    return { ok: false, status: 400, words: "The questions still lack words. Finish them first." };
  }
  const file = form.get("file");
  if (!(file instanceof File) || file.size === 0) {
    return { ok: false, status: 400, words: "Choose a file first." };
  }
  if (file.size > largestAnswersFile) {
    return { ok: false, status: 413, words: "A file of answers has at most 9 MB." };
  }
  const asked = readMatch(form.get("match"));
  const text = await file.text();
  const first = readAnswersFile(text, document, asked ?? {});
  const match = asked ?? guessColumns(first.header);
  const reading = asked === null ? readAnswersFile(text, document, match) : first;
  const emails = reading.rows.flatMap(({ record }) => record?.email?.toLowerCase() ?? []);
  const known = await listKnownPeople(survey.id, [...new Set(emails)]);
  const { respondents, problems } = groupRespondents(reading.rows, known);
  const all = inLineOrder([...reading.problems, ...problems]);
  const from = Math.max(0, Math.trunc(Number(form.get("from")) || 0));
  const questions = new Map(document.questions.map((question) => [question.id, question]));
  const say = translatorOf("en", "values");
  return {
    ok: true,
    actorId: user.id,
    respondents: all.length > 0 ? [] : respondents,
    check: {
      header: reading.header,
      match,
      rows: reading.rows.length,
      respondents: respondents.length,
      withoutAddress: respondents.filter(({ email }) => email === null).length,
      problems: all.slice(0, 200),
      problemCount: all.length,
      from,
      preview: reading.rows.slice(from, from + previewRows).flatMap(({ line, record }) => {
        const question = record === null ? undefined : questions.get(record.question);
        if (record === null || question === undefined) return [];
        return [
          {
            line,
            respondent: record.name || record.respondent,
            question: question.prompt,
            value: valueInWords(question, record, { language: "en", say }),
            text: textInWords(question, record).slice(0, 300),
          },
        ];
      }),
    },
  };
}

function readMatch(raw: FormDataEntryValue | null): ColumnMatch | null {
  if (typeof raw !== "string" || raw === "") return null;
  try {
    const parsed = columnMatchSchema.safeParse(JSON.parse(raw));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Problems by the line that they name; what names none stands first. */
function inLineOrder(problems: readonly Problem[]): readonly Problem[] {
  const lineOf = ({ at }: Problem) => Number(/^line (\d+)/.exec(at)?.[1] ?? 0);
  return [...problems].sort((a, b) => lineOf(a) - lineOf(b));
}
