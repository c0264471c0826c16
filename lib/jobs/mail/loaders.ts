import { notFound } from "next/navigation";
import { canAdmit } from "@/lib/auth/policy";
import { requireUser } from "@/lib/auth/session";
import { adviceOn } from "@/lib/core/mail/advice";
import { keepsAllMail } from "@/lib/core/mail/waiting";
import { env } from "@/lib/platform/env";
import { describeMailServer } from "@/lib/platform/mail-test";
import { findMailFigures, findStandstill, listMailFailures } from "./queries";

/** More of them say nothing new. */
const mostFailures = 30;

/** How mail stands, for whoever operates the site; a page that does not exist for everybody else. */
export async function loadMailDesk(now: Date) {
  const user = await requireUser();
  if (!canAdmit(user)) notFound();
  const [figures, failures, said] = await Promise.all([
    findMailFigures(now),
    listMailFailures(mostFailures),
    findStandstill(),
  ]);
  const { MAIL_FROM, MAILS_PER_MINUTE, MAILS_PER_MINUTE_AND_DOMAIN } = env();
  return {
    now,
    reader: user.email,
    server: describeMailServer(),
    from: MAIL_FROM,
    perMinute: MAILS_PER_MINUTE,
    perMinuteAndDomain: MAILS_PER_MINUTE_AND_DOMAIN,
    figures,
    /** What keeps all mail from leaving, in the server's words, and what to do; null where mail leaves. */
    standstill:
      said !== null && keepsAllMail(said)
        ? { reason: said, advice: adviceOn(said, "queued") }
        : null,
    failures: failures.map((failure) => ({
      ...failure,
      advice: adviceOn(failure.reason, failure.status),
    })),
  };
}
