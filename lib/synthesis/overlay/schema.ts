import { z } from "zod";
import { type OverlayEdit, overlayEditSchema } from "@/lib/core/synthesis/overlay/edit";

/** One edit as the desk sends it. */
export const saveEditSchema = z.object({
  surveyId: z.uuid(),
  /** The entry of the history that is written; the same while one goes on typing. */
  entryId: z.uuid(),
  /** The entry that stood for the key when the edit was begun; null for none. */
  base: z.uuid().nullable(),
  key: z.string().max(400),
  /** Null takes an edit back: what was computed stands again. */
  edit: overlayEditSchema.nullable(),
});

export type SaveEdit = z.input<typeof saveEditSchema>;

/** An entry to take out again because its typing was given up. */
export const discardEntrySchema = z.object({ surveyId: z.uuid(), entryId: z.uuid() });

/** A step through one's own history. */
export const stepSchema = z.object({ surveyId: z.uuid(), to: z.enum(["undo", "redo"]) });

/** What becomes of an edit that was sent. */
export type EditOutcome =
  | { readonly ok: true; readonly entryId: string }
  | {
      readonly ok: false;
      readonly reason: "conflict";
      /** What somebody else made of it meanwhile; null where they took it back. */
      readonly stored: OverlayEdit | null;
      readonly by: string;
      readonly storedEntryId: string | null;
    }
  | { readonly ok: false; readonly reason: "refused"; readonly message: string };

export type SaveEditAction = (edit: SaveEdit) => Promise<EditOutcome>;
export type DiscardEntryAction = (entry: z.input<typeof discardEntrySchema>) => Promise<boolean>;
export type StepAction = (step: z.input<typeof stepSchema>) => Promise<EditOutcome>;

/** A comment to write, to reword, to take out, to settle. */
export const commentChangeSchema = z.discriminatedUnion("do", [
  z.object({
    do: z.literal("write"),
    surveyId: z.uuid(),
    block: z
      .string()
      .max(300)
      .regex(/^[A-Za-z0-9/:._-]+$/),
    threadId: z.uuid().nullable(),
    text: z
      .string()
      .trim()
      .min(1, "Write something first.")
      .max(5000, "Keep it to 5,000 characters."),
  }),
  z.object({
    do: z.literal("reword"),
    surveyId: z.uuid(),
    commentId: z.uuid(),
    text: z
      .string()
      .trim()
      .min(1, "Write something first.")
      .max(5000, "Keep it to 5,000 characters."),
  }),
  z.object({ do: z.literal("delete"), surveyId: z.uuid(), commentId: z.uuid() }),
  z.object({
    do: z.literal("resolve"),
    surveyId: z.uuid(),
    commentId: z.uuid(),
    resolved: z.boolean(),
  }),
]);

export type CommentChange = z.input<typeof commentChangeSchema>;
export type CommentOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly message: string };
export type ChangeCommentAction = (change: CommentChange) => Promise<CommentOutcome>;

/** A thread of comments on a block, the first comment first. */
export type CommentThread = {
  readonly id: string;
  readonly block: string;
  readonly resolved: boolean;
  readonly comments: readonly {
    readonly id: string;
    readonly text: string;
    readonly by: string;
    readonly mine: boolean;
    readonly at: string;
    readonly edited: boolean;
    readonly deleted: boolean;
  }[];
};
