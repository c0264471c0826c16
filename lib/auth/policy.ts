/** Whether somebody may begin surveys of their own. */
export function canCreateSurvey(user: { readonly isGuest: boolean }): boolean {
  return !user.isGuest;
}

/** Whether somebody may say who else signs in. */
export function canAdmit(user: { readonly isOwner: boolean }): boolean {
  return user.isOwner;
}
