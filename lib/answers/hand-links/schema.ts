import { z } from "zod";

/** What an author hands links over for. */
export const handOccasions = ["quotes", "round", "reworded", "preview", "published"] as const;
export type HandOccasion = (typeof handOccasions)[number];
export const handOccasionSchema = z.enum(handOccasions);

/** Somebody to write to in another way than by our mail, with the link that leads them there. */
export type HandLink = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly url: string;
  /** They want no mails, from the survey or from its authors. */
  readonly wantsNone: boolean;
};
