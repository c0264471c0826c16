import { z } from "zod";

/** The ways out: how each is called in an address. */
export const exportFormatSchema = z.enum([
  "md",
  "rich",
  "html",
  "pdf",
  "json",
  "csv",
  "bib",
  "csl",
]);
export type ExportFormat = z.infer<typeof exportFormatSchema>;

/** Number of a version in an address. */
export const versionNumberSchema = z
  .string()
  .regex(/^[1-9][0-9]{0,5}$/)
  .transform(Number);
