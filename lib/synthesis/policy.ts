/** What a member may do with a survey. */
export type SurveyRole = "owner" | "editor" | "viewer";

/** The private form holds answers meant for the author: a viewer reads what the public will. */
export function canExportPrivateSynthesis(role: SurveyRole): boolean {
  return role === "owner" || role === "editor";
}
