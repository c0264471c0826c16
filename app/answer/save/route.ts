import { keepAside } from "@/lib/answers/commands";
import { refuseForm, seeOther } from "@/lib/answers/door";
import { saveDraftFields } from "@/lib/answers/drafts/commands";
import { loadDesk } from "@/lib/answers/loaders";
import { formFields } from "@/lib/answers/queries";
import type { DraftSave } from "@/lib/answers/schema";
import { judgeResponse } from "@/lib/core/answers/completeness";
import { readPostedForm } from "@/lib/core/answers/form-data";
import { canonical, fingerprint } from "@/lib/core/answers/merge";

const formLimitBytes = 4_000_000;

/** The whole form as a plain POST: what a browser without JavaScript sends. */
export async function POST(request: Request) {
  const refused = await refuseForm(request);
  if (refused) return refused;
  const desk = await loadDesk();
  if (desk === null) return seeOther("/answer");
  if (Number(request.headers.get("content-length") ?? 0) > formLimitBytes) {
    return seeOther("/answer?too-large=1");
  }
  const form = await request.formData();
  const questions = desk.questions.map(({ question }) => question);
  const posted = readPostedForm(questions, form);
  const base = readBase(form.get("base"));

  const saves: (DraftSave & { name: string })[] = [];
  for (const { name, revisionId, field } of formFields(desk.questions)) {
    const value = at(posted, name);
    const [version, print] = base[name] ?? [0, null];
    // Left alone in this browser: another device's newer text stays.
    if (print !== null && print === fingerprint(canonical(value))) continue;
    saves.push({ name, question: revisionId, field, value, baseVersion: version });
  }
  const now = new Date();
  const saved =
    saves.length === 0
      ? ({ ok: true, value: { fields: [] } } as const)
      : await saveDraftFields(desk.invitation.id, saves, now);
  if (!saved.ok) return seeOther(`/answer?refused=${saved.reason}`);
  let kept = false;
  for (const result of saved.value.fields) {
    if (result.ok || result.question === null) continue;
    const save = saves.find(
      (one) => one.question === result.question && one.field === result.field,
    );
    const text = typeof save?.value === "string" ? save.value : JSON.stringify(save?.value ?? "");
    if (text === "") continue;
    await keepAside(desk.invitation.id, result.question, result.field, text, now);
    kept = true;
  }
  for (const { revisionId, question } of desk.questions) {
    for (const field of form.getAll(`forget.${question.id}`)) {
      if (typeof field !== "string" || field.length > 40) continue;
      await keepAside(desk.invitation.id, revisionId, field, "", now);
    }
  }
  if (kept) return seeOther("/answer?kept=1#problems");
  if (form.get("go") !== "review") return seeOther("/answer?saved=1#status");
  const judged = judgeResponse(questions, posted, desk.survey.attributions);
  const wrong = judged.problems.some(({ message, question }) => question !== null && message);
  return seeOther(wrong ? "/answer?check=1" : "/answer/review");
}

function at(posted: ReturnType<typeof readPostedForm>, name: string): unknown {
  const [head, ...rest] = name.split(".");
  const field = rest.at(-1) ?? "";
  const holder: object | undefined =
    head === "person" ? posted.person : posted.answers[rest.slice(0, -1).join(".")];
  return holder === undefined
    ? ""
    : (Object.entries(holder).find(([key]) => key === field)?.[1] ?? "");
}

/** Version and fingerprint of each field as this form was rendered. */
function readBase(raw: FormDataEntryValue | null): Record<string, [number, number]> {
  if (typeof raw !== "string") return {};
  try {
    const parsed: unknown = JSON.parse(raw);
    if (parsed === null || typeof parsed !== "object") return {};
    return Object.fromEntries(
      Object.entries(parsed).flatMap(([name, pair]) =>
        Array.isArray(pair) && Number.isInteger(pair[0]) && Number.isInteger(pair[1])
          ? [[name, [Number(pair[0]), Number(pair[1])]]]
          : [],
      ),
    );
  } catch {
    return {};
  }
}
