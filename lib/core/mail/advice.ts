/** How a message to a mail server ended, or has not. */
export type MailEnding = "queued" | "failed" | "unknown";

/** What can be done about what a mail server said; the first that matches is told. */
const advices: readonly (readonly [RegExp, string])[] = [
  [
    /ENOTFOUND|EAI_AGAIN|getaddrinfo/i,
    "The name of the mail server is not found: check the host in SMTP_URL, and that this machine can look up names.",
  ],
  [
    /ECONNREFUSED/i,
    "Nothing listens there: check host and port in SMTP_URL (587 for smtp://, 465 for smtps://).",
  ],
  [
    /wrong version number|ssl3_get_record|packet length too long|Greeting never received/i,
    "The two do not speak alike: use smtps:// for port 465, and smtp:// for 587 and 25.",
  ],
  [
    /ETIMEDOUT|timed? ?out|EHOSTUNREACH|ENETUNREACH/i,
    "The server does not answer in time: a firewall may keep this port closed (many hosts close 25), or the server is overloaded.",
  ],
  [
    /self[- ]signed|certificate|unable to verify|altnames/i,
    "Its certificate is not trusted: use the host name that the certificate is made out to, or add its authority with NODE_EXTRA_CA_CERTS.",
  ],
  [
    /\b535\b|EAUTH|Invalid login|authentication (failed|required)|\b530\b|5\.7\.8/i,
    "The server does not let us in: check user and password in SMTP_URL (special characters written as %XX); some providers want a password for programs. SMTP_URL is read when the site starts: start it anew, and what waits leaves by itself.",
  ],
  [
    /relay|not permitted to send|sender (address )?rejected|5\.7\.60/i,
    "The server does not send for this sender: MAIL_FROM must be an address that the account may send from.",
  ],
  [
    /spf|dkim|dmarc|spam|blocked|blacklist|block ?list|reputation|5\.7\.(1|25|26|27)\b/i,
    "It is taken for unwanted mail: check SPF, DKIM and DMARC of the domain in MAIL_FROM, and whether the sending address is on a block list.",
  ],
  [
    /grey ?list|\b450\b|4\.7\.\d|try again|too many|rate|throttl|\b421\b/i,
    "The server wants us to come later or slower. It is tried again by itself; MAILS_PER_MINUTE_AND_DOMAIN slows it down.",
  ],
  [
    /\b552\b|\b452\b|quota|mailbox (is )?full|4\.2\.2|5\.2\.2/i,
    "The mailbox is full: write to the person in another way, or try again on another day.",
  ],
  [
    /5\.1\.[0-3]|\b55[013]\b|no such (user|mailbox)|unknown (user|recipient)|does not exist|mailbox unavailable/i,
    "The address does not exist there: correct it at the invitation, which makes the old link dead.",
  ],
];

/** What to do about a failure, from what the server or the connection said. */
export function adviceOn(reason: string, ending: MailEnding): string {
  if (ending === "unknown") {
    return "The connection ended before the server confirmed. It may have arrived, so it is not sent again by itself: the author decides.";
  }
  const found = advices.find(([pattern]) => pattern.test(reason))?.[1];
  if (found !== undefined) return found;
  return ending === "queued"
    ? "It is tried again by itself, for three days."
    : "The server did not take it. Ask whoever runs that server what its words mean.";
}
