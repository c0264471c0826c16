"use server";

import { revalidatePath } from "next/cache";
import { requireUser } from "@/lib/auth/session";
import type { ErrorCode } from "@/lib/core/errors";
import type { FormState } from "@/lib/core/form-state";
import { formatInstantWithOffset, instantsOf } from "@/lib/core/survey/zoned-time";
import { mailServerUrl } from "@/lib/platform/env";
import { limit } from "@/lib/platform/rate-limit";
import { changeSending, sendInvitations } from "./commands";
import { sendForm, sendingForm } from "./schema";

const refusals: Partial<Record<ErrorCode, string>> = {
  "survey-closed": "The survey is closed. Open it first; nothing was sent.",
  incomplete: "The survey lacks something: see the list under Edit. Nothing was sent.",
  "not-allowed": "This cannot be sent: you may only read here, or the survey is a demonstration.",
  "not-found": "This no longer exists.",
  conflict: "This sending was called off. What had not left can be sent anew.",
};

/** The instant that a form asks for; or what is wrong with it, with both instants where clocks show the time twice. */
function chosenTime(
  form: {
    readonly at: string;
    readonly timeZone: string;
    readonly turn?: "first" | "second" | undefined;
  },
  now: Date,
): { readonly sendAt: Date } | Pick<FormState, "values" | "errors"> {
  const { at, timeZone, turn } = form;
  const [first, second] = instantsOf(at, timeZone);
  const refuse = (words: string, values = {}) => ({ values, errors: { at: words } });
  if (first === undefined) {
    return refuse(
      `Clocks in ${timeZone} never show this time: they are put forward past it. Choose another.`,
    );
  }
  if (second !== undefined && turn === undefined) {
    return refuse("Clocks are put back that night and show this time twice. Say which you mean.", {
      first: formatInstantWithOffset(first, timeZone),
      second: formatInstantWithOffset(second, timeZone),
    });
  }
  const sendAt = turn === "second" ? (second ?? first) : first;
  return sendAt > now ? { sendAt } : refuse("This time has passed. Choose a later one.");
}

/** Sends the mail to everybody who has not got one, now or at a time. */
export async function sendInvitationsAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const typed = Object.fromEntries([...form].map(([name, value]) => [name, String(value)]));
  const parsed = sendForm.safeParse(typed);
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => [String(path[0]), message]);
    return { values: {}, errors: Object.fromEntries(errors) };
  }
  if (!(await limit("form", `send ${user.id}`)).ok) {
    return { values: {}, errors: { form: "Too many at once. Wait a few minutes." } };
  }
  const now = new Date();
  const asked = parsed.data;
  const { surveyId } = asked;
  const act = { surveyId, actorId: user.id, now };
  const time = asked.when === "later" ? chosenTime(asked, now) : null;
  if (time !== null && "errors" in time) return time;
  const outcome = await sendInvitations({
    ...act,
    ...(time === null ? {} : { sendAt: time.sendAt }),
    ...(asked.when === "later" ? { timeZone: asked.timeZone } : {}),
  });
  if (!outcome.ok) {
    const problem = outcome.problems?.find(({ at }) => at === "at" || at === "message");
    if (problem?.at === "at") return { values: {}, errors: { at: problem.message } };
    const words = problem?.message ?? refusals[outcome.reason] ?? "This did not work.";
    return { values: {}, errors: { form: words } };
  }
  revalidatePath(`/surveys/${surveyId}`, "layout");
  const { queued } = outcome.value;
  const mails = `${queued} ${queued === 1 ? "mail" : "mails"}`;
  if (queued === 0) {
    const done =
      mailServerUrl() === null
        ? "The survey is open. No mail was sent: copy the links."
        : "There is nobody to write to.";
    return { values: {}, errors: {}, done };
  }
  return {
    values: {},
    errors: {},
    done:
      time !== null && asked.when === "later"
        ? `${mails} will leave on ${formatInstantWithOffset(time.sendAt, asked.timeZone)}.`
        : `${mails} on the way.`,
  };
}

/** Pauses, resumes or calls off a sending. */
export async function changeSendingAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const parsed = sendingForm.safeParse(Object.fromEntries(form));
  if (!parsed.success) return { values: {}, errors: { form: "This no longer exists." } };
  const outcome = await changeSending({ ...parsed.data, actorId: user.id, now: new Date() });
  revalidatePath(`/surveys/${parsed.data.surveyId}`, "layout");
  if (!outcome.ok) {
    return { values: {}, errors: { form: refusals[outcome.reason] ?? "This did not work." } };
  }
  const { count } = outcome.value;
  const mails = `${count} ${count === 1 ? "mail" : "mails"}`;
  const done = {
    pause: `${mails} held. Nothing leaves until you resume.`,
    resume: `${mails} on the way again.`,
    cancel: `${mails} called off. They can be sent anew.`,
  }[parsed.data.step];
  return { values: {}, errors: {}, done };
}
