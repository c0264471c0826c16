import { z } from "zod";

/** What the page that ends mails posts. */
export const stopSchema = z.object({ wish: z.enum(["survey", "site", "resume"]) });
