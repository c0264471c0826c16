/** Whether somebody may say who else signs in. */
export function canAdmit(user: { readonly isOwner: boolean }): boolean {
  return user.isOwner;
}
