const ofTheDoor = /\b53[0458]\b|EAUTH|Invalid login|authentication (failed|required)/i;
const ofTheWay =
  /ECONN|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|timed? ?out|Greeting|certificate|self[- ]signed/i;

/** Whether what was said keeps every mail of the site from leaving, not single ones. */
export function keepsAllMail(reason: string): boolean {
  return ofTheDoor.test(reason) || ofTheWay.test(reason);
}

/** Why mail waits, in words for the author whose mail it is; from what the server or the connection said. */
export function whyMailWaits(reason: string): string {
  if (ofTheDoor.test(reason)) {
    return "The mail server does not let this site in. Nothing is lost: the mails wait, and leave by themselves once whoever runs the site has mended that.";
  }
  if (ofTheWay.test(reason)) {
    return "The mail server cannot be reached. Nothing is lost: the mails wait, and are tried again by themselves for three days.";
  }
  return "The mail server asked to be given some of them again. They are tried again by themselves for three days.";
}

/** How many mails may leave a minute; 0 means any number. */
export type MailRates = {
  readonly perMinute: number;
  readonly perMinuteAndDomain: number;
};

/**
 * What the site's bounds mean for mails that are to leave, in words; empty where they leave at once. Mail of other surveys
 * shares the bounds: the time is the least that it takes.
 */
export function paceInWords({ perMinute, perMinuteAndDomain }: MailRates, toLeave: number): string {
  const inAll = perMinute > 0 && toLeave > 0 ? perMinute : null;
  const toDomain = perMinuteAndDomain > 0 && toLeave > 0 ? perMinuteAndDomain : null;
  const mails = (count: number) => `${count} ${count === 1 ? "mail" : "mails"} a minute`;
  if (inAll === null && toDomain === null) return "";
  if (inAll === null) return `At most ${mails(toDomain ?? 0)} to one domain.`;
  const bounds = `At most ${mails(inAll)}${toDomain === null ? "" : `, ${toDomain} of them to one domain`}`;
  const minutes = Math.ceil(toLeave / inAll);
  return `${bounds}: this takes ${durationInWords(minutes)} or more.`;
}

function durationInWords(minutes: number): string {
  if (minutes < 120) return `${minutes} ${minutes === 1 ? "minute" : "minutes"}`;
  return `${Math.round(minutes / 60)} hours`;
}
