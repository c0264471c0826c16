import { z } from "zod";
import type { SendingCounts } from "@/lib/core/invitations/sending";
import { isTimeZone } from "@/lib/core/survey/zoned-time";

/** When to send: at once, or when clocks in a zone show a time; `turn` says which, where they show it twice. */
export const sendForm = z.discriminatedUnion("when", [
  z.object({ surveyId: z.uuid(), when: z.literal("now") }),
  z.object({
    surveyId: z.uuid(),
    when: z.literal("later"),
    at: z
      .string()
      .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d/, "Choose a day and a time.")
      .transform((at) => at.slice(0, 16)),
    timeZone: z.string().refine(isTimeZone, "This time zone is not known."),
    turn: z.enum(["first", "second"]).optional(),
  }),
]);

export const sendingForm = z.object({
  surveyId: z.uuid(),
  sendingId: z.uuid(),
  step: z.enum(["pause", "resume", "cancel"]),
});

/** A sending as it travels to the browser. */
export type SendingState = {
  readonly id: string;
  /** "5 January 2026, 10:00 (Europe/Berlin, GMT+1)"; empty once its time has come. */
  readonly waitsUntil: string;
  readonly startedOn: string;
  readonly paused: boolean;
  readonly cancelled: boolean;
  readonly counts: SendingCounts;
  /** What the site's bounds on mails a minute mean for what is to leave; empty without any. */
  readonly pace: string;
  /** What the mail server said last, while mails wait for it; empty where all is well. */
  readonly trouble: string;
};
