import { z } from "zod";

/** What deleting asks for: the survey's title, written out. */
export const deletionSchema = z.object({ surveyId: z.uuid(), title: z.string().max(1000) });

/** What goes with a survey. */
export type WhatGoes = {
  readonly questions: number;
  readonly invitations: number;
  /** Responses that were submitted. */
  readonly submitted: number;
  /** Versions of its page; all of them go. */
  readonly versions: number;
  /** The address of its page, where a note stays that it was taken back; null where nothing was published. */
  readonly slug: string | null;
};
