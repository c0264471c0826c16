import { z } from "zod";
import { type TemplateId, templates } from "@/lib/core/survey/templates/catalogue";

const templateIds = Object.keys(templates) as [TemplateId, ...TemplateId[]];

/** What a new survey is made from: a template, or an earlier survey of the author's. */
export const newSurveySchema = z.union([
  z.object({ template: z.enum(templateIds) }),
  z.object({ copyOf: z.uuid() }),
]);

/** The largest survey file that is read, in bytes; a form of the framework takes 1 MB. */
export const largestSurveyFile = 900_000;
