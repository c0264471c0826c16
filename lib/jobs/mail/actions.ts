"use server";

import { revalidatePath } from "next/cache";
import { renderSettingsTestMail } from "@/lib/auth/emails/test-mail";
import { canAdmit } from "@/lib/auth/policy";
import { requireUser } from "@/lib/auth/session";
import type { FormState } from "@/lib/core/form-state";
import { adviceOn } from "@/lib/core/mail/advice";
import { recordReturnedMail } from "@/lib/invitations/bounces/commands";
import { testMailServer } from "@/lib/platform/mail-test";
import { limit } from "@/lib/platform/rate-limit";
import { type MailTestState, returnedMailSchema, untested } from "./schema";

/** Connects to the mail server, sends its owner a mail, and tells what was said. */
export async function testMailAction(): Promise<MailTestState> {
  const user = await requireUser();
  if (!canAdmit(user)) return { ...untested, error: "Only the owner tests the mail settings." };
  if (!(await limit("mail-test", user.id)).ok) {
    return { ...untested, error: "Too many tests. Wait a few minutes." };
  }
  const test = await testMailServer(await renderSettingsTestMail(user.email));
  if (test === null) return { ...untested, error: "This site sends no mail: SMTP_URL is none." };
  const { connected, taken, reason, transcript } = test;
  const why = reason === null ? "" : `: ${reason}`;
  return {
    steps: [
      {
        good: connected,
        words: connected ? "Connected, and let in." : `Could not connect or get in${why}`,
      },
      ...(connected
        ? [
            {
              good: taken,
              words: taken
                ? `The server took a mail to ${user.email}. Look whether it arrives, and where.`
                : `The server did not take a mail to ${user.email}${why}`,
            },
          ]
        : []),
      ...(reason === null ? [] : [{ good: false, words: adviceOn(reason, "failed") }]),
    ],
    transcript,
  };
}

/** Records that mail to an address came back to the mailbox of the site. */
export async function recordReturnedMailAction(_: FormState, form: FormData): Promise<FormState> {
  const user = await requireUser();
  const values = {
    email: String(form.get("email") ?? "").slice(0, 300),
    words: String(form.get("words") ?? "").slice(0, 400),
  };
  const parsed = returnedMailSchema.safeParse(values);
  if (!parsed.success) {
    const errors = parsed.error.issues.map(({ path, message }) => [String(path[0]), message]);
    return { values, errors: Object.fromEntries(errors.reverse()) };
  }
  const outcome = await recordReturnedMail({ ...parsed.data, actor: user, now: new Date() });
  if (!outcome.ok) return { values, errors: { email: "Only the owner records this here." } };
  const { count } = outcome.value;
  if (count === 0) {
    return { values, errors: { email: "No mail of ours is known to have gone to this address." } };
  }
  revalidatePath("/mail");
  return {
    values: {},
    errors: {},
    done: `Recorded at ${count} ${count === 1 ? "invitation" : "invitations"}. Their authors see it in the table.`,
  };
}
