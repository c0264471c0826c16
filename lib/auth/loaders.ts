import { notFound, redirect } from "next/navigation";
import { mailServerUrl } from "@/lib/platform/env";
import { canAdmit, canCreateSurvey } from "./policy";
import { isClaimOpen, listAdmitted } from "./queries";
import { currentUser, requireUser } from "./session";
import { signInMinutes } from "./sign-in-token";

/** Who is signed in, with what the author's side shows them; a stranger is sent to the sign-in page. */
export async function loadAuthor() {
  const user = await requireUser();
  return { email: user.email, mayAdmit: canAdmit(user), mayCreate: canCreateSurvey(user) };
}

/** Sends whoever is signed in already to their surveys; says to others whether a link can be mailed. */
export async function loadSignIn(): Promise<{ sendsMail: boolean }> {
  if ((await currentUser()) !== null) redirect("/surveys");
  return { sendsMail: mailServerUrl() !== null };
}

/** What the page after asking for a link says. */
export function loadCheckMail() {
  return { minutes: signInMinutes };
}

/** Whether the owner's link may still be taken. */
export async function loadClaim(token: string): Promise<{ open: boolean }> {
  return { open: await isClaimOpen(token) };
}

/** Who may sign in; a page that does not exist for everybody but the owner. */
export async function loadPeople() {
  if (!canAdmit(await requireUser())) notFound();
  return { people: await listAdmitted(), sendsMail: mailServerUrl() !== null };
}
