import type { SurveyRole } from "../policy";

/** Whoever writes the survey may edit its synthesis and publish it; a viewer reads. */
export function canEditSynthesis(role: SurveyRole): boolean {
  return role === "owner" || role === "editor";
}
