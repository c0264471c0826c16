/** What a member may do in a survey. */
export type Role = "owner" | "editor" | "viewer";

/** Whether somebody may say who else works on the survey, give it over, and read its history. */
export function canManageMembers(role: Role): boolean {
  return role === "owner";
}

/** Whether somebody may put the survey into the archive, and take it out. */
export function canArchiveSurvey(role: Role): boolean {
  return role === "owner";
}

/** Whether somebody may change the survey's words, invite, open and close. */
export function canEditSurvey(role: Role): boolean {
  return role === "owner" || role === "editor";
}

/** Whether somebody may delete the survey with everything in it. */
export function canDeleteSurvey(role: Role): boolean {
  return role === "owner";
}
