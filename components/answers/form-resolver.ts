// Before any schema is made.
import "./schemas-without-eval";
import { zodResolver } from "@hookform/resolvers/zod";
import type { Resolver } from "react-hook-form";
import type { Attribution } from "@/lib/core/answers/answer";
import { responseFormSchema } from "@/lib/core/answers/draft-schema";
import type { Question } from "@/lib/core/survey/survey-schema";
import type { FormValues } from "./form-values";

/** Judges the form by the schema that the server judges it by. */
export function resolverOf(
  questions: readonly Question[],
  attributions: readonly Attribution[],
): Resolver<FormValues> {
  // The schema reads a lone string as a list of one; what goes in and what comes out are otherwise the same.
  return zodResolver(responseFormSchema(questions, attributions)) as never as Resolver<FormValues>;
}
