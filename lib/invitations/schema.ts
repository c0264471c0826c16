import { z } from "zod";
import { addressSchema } from "@/lib/auth/schema";
import type {
  DuplicateInvitee,
  Invitee,
  InviteeProblem,
} from "@/lib/core/invitations/parse-invitees";

/** A pasted list; bounded, so that reading it stays quick. */
export const pasteSchema = z.object({
  surveyId: z.uuid(),
  text: z.string().max(500_000, "This list is too long. Paste it in parts."),
});

/** What a pasted list holds, before anything is stored. */
export type PasteReading = {
  readonly text: string;
  readonly invitees: readonly Invitee[];
  readonly problems: readonly InviteeProblem[];
  readonly duplicates: readonly DuplicateInvitee[];
  /** What happened in words, after the list was stored. */
  readonly done?: string;
  readonly error?: string;
};

export type PasteAction = (state: PasteReading, form: FormData) => Promise<PasteReading>;

export const emptyPaste: PasteReading = { text: "", invitees: [], problems: [], duplicates: [] };

export const invitationForm = z.object({ surveyId: z.uuid(), invitationId: z.uuid() });

export const correctionSchema = invitationForm.extend({ email: addressSchema });
