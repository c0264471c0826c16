import { z } from "zod";

/** Form that erases: the word that the page asks to type. */
export const eraseSchema = z.object({ word: z.string().max(100).default("") });
