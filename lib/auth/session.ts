import { redirect } from "next/navigation";
import { getServerSession } from "next-auth";
import { cache } from "react";
import { authOptions } from "./options";
import { type CurrentUser, findAdmittedUser } from "./queries";

/** Who is signed in on this request; null for a stranger. */
export const currentUser = cache(async (): Promise<CurrentUser | null> => {
  const session = await getServerSession(authOptions());
  const email = session?.user?.email;
  return email ? findAdmittedUser(email) : null;
});

/** Who is signed in; a stranger is sent to the sign-in page. */
export async function requireUser(): Promise<CurrentUser> {
  return (await currentUser()) ?? redirect("/sign-in");
}
