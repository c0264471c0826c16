import { headers } from "next/headers";
import { cache } from "react";
import { isToConfirm } from "@/lib/core/answers/entered";
import { env } from "@/lib/platform/env";
import { modelHost } from "@/lib/platform/model-settings";
import { limit } from "@/lib/platform/rate-limit";
import { clientAddress } from "@/lib/platform/request";
import { canAnswer, graceLeftMinutes, graceMinutes } from "./policy";
import { findDesk, findFirstScreen, findSubmittedDesk, formFields } from "./queries";
import { currentInvitation } from "./session";

/** The pages of the person whose link this browser opened; null without a live session. */
export async function loadDesk() {
  const invitation = await currentInvitation();
  const desk = invitation === null ? null : await findDesk(invitation.id);
  if (desk === null) return null;
  const window = { ...desk.survey, toConfirm: isToConfirm(desk.response) };
  const now = new Date();
  return {
    ...desk,
    open: canAnswer(window, now),
    toConfirm: isToConfirm(desk.response) && desk.response.withdrawnAt === null,
    graceMinutes,
    graceLeftMinutes: graceLeftMinutes(window, now),
    modelHost: modelHost(),
    lookUpWorks: env().WORK_LOOKUP,
    /** Question and draft field of each name in the form. */
    where: Object.fromEntries(
      formFields(desk.questions).map(({ name, revisionId, field }) => [
        name,
        { question: revisionId, field },
      ]),
    ),
  };
}

/** What that person submitted last, in an earlier round where the present one has nothing yet. */
export async function loadReceipt() {
  const invitation = await currentInvitation();
  const desk = invitation === null ? null : await findSubmittedDesk(invitation.id);
  return (
    desk && {
      ...desk,
      open: canAnswer({ ...desk.survey, toConfirm: isToConfirm(desk.response) }, new Date()),
      toConfirm: isToConfirm(desk.response) && desk.response.withdrawnAt === null,
    }
  );
}

/** The first screen of a link: what to show, that the link is not valid, or for how long to wait. Read once a request. */
export const loadFirstScreen = cache(async (token: string) => {
  const limited = await limit("link", clientAddress(await headers()));
  if (!limited.ok) return { kind: "wait", seconds: limited.retryAfterSeconds } as const;
  const screen = await findFirstScreen(token, new Date());
  if (screen === null) return { kind: "unknown" } as const;
  return { kind: "screen", screen: { ...screen, modelHost: modelHost() } } as const;
});
