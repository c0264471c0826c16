import { simpleParser } from "mailparser";

/** What a mail must be, beside being well made. */
type Expected = {
  /** The one address that it is for. */
  readonly to: string;
  /** The address that this installation sends from. */
  readonly from: string;
  /** Addresses that it may not hold anywhere: those of other recipients. */
  readonly strangers: readonly string[];
};

const linkInText = /\bhttps?:\/\/[^\s<>"')\]]+/g;

/** The links of a mail, of its text, its HTML and its headers, each once. */
export async function linksOf(raw: string): Promise<string[]> {
  const mail = await simpleParser(raw, { skipTextToHtml: true, skipTextLinks: true });
  const unsubscribe = unfold(raw).match(/^List-Unsubscribe: <(.+)>$/im)?.[1];
  return [
    ...new Set([
      ...(mail.text?.match(linkInText) ?? []),
      ...attributesOf(mail.html || "").map(({ value }) => value),
      ...(unsubscribe === undefined ? [] : [unsubscribe]),
    ]),
  ];
}

/** Everything that is wrong with a mail as it went over the wire, in words; empty where nothing is. */
export async function lintMail(raw: string, expected: Expected): Promise<string[]> {
  const faults: string[] = [];
  const fault = (holds: boolean, words: string) => {
    if (!holds) faults.push(words);
  };
  for (const [at, line] of raw.split("\r\n").entries()) {
    fault(Buffer.byteLength(line) <= 998, `line ${at + 1} is longer than 998 octets`);
    fault(!/[\r\n\0]/.test(line), `line ${at + 1} holds a bare CR, LF or NUL`);
  }
  const head = unfold(raw.slice(0, raw.indexOf("\r\n\r\n")));
  fault(/^[\t\r\n -~]*$/.test(head), "the headers are not ASCII");
  const named = (name: string) =>
    head.split("\r\n").filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`));
  for (const name of ["From", "To", "Subject", "Date", "Message-ID", "MIME-Version"]) {
    fault(named(name).length === 1, `${name} is there ${named(name).length} times`);
  }
  for (const name of ["Cc", "Bcc"]) fault(named(name).length === 0, `there is a ${name}`);

  const mail = await simpleParser(raw, { skipTextToHtml: true, skipTextLinks: true });
  const text = mail.text ?? "";
  const html = mail.html || "";
  fault(
    /^Content-Type: multipart\/alternative/im.test(head) && text.trim() !== "" && html !== "",
    "it has not both parts",
  );
  fault(mail.attachments.length === 0, "it has attachments");
  fault(!`${text}${html}`.includes("\ufffd"), "a character was lost");
  const addresses = (list: typeof mail.to) =>
    [list ?? []].flat().flatMap(({ value }) => value.map(({ address }) => address ?? ""));
  fault(String(addresses(mail.to)) === expected.to, `it is to ${addresses(mail.to)}`);
  fault(String(addresses(mail.from)) === expected.from, `it is from ${addresses(mail.from)}`);

  const links = attributesOf(html);
  fault(links.length > 0, "there is no link");
  for (const { name, value } of links) {
    fault(name === "href", `something is fetched by reading it: ${value}`);
    fault(/^https?:\/\/[^/]+/.test(value) && URL.canParse(value), `not absolute: ${value}`);
    fault(text.includes(value), `the text lacks ${value}`);
  }
  const everything = `${raw}\n${head}\n${mail.subject}\n${text}\n${html}`.toLowerCase();
  for (const stranger of expected.strangers) {
    fault(
      !everything.includes(stranger.toLowerCase()),
      "it holds the address of another recipient",
    );
  }
  return faults;
}

function unfold(raw: string): string {
  return raw.replace(/\r\n[ \t]+/g, " ");
}

/** What a reader's program may follow or fetch; addresses to write to are no links. */
function attributesOf(html: string): { readonly name: string; readonly value: string }[] {
  return [...html.matchAll(/\s(href|src|background|srcset|action)="([^"]*)"/gi)]
    .map(([, name = "", value = ""]) => ({
      name: name.toLowerCase(),
      value: value.replaceAll("&amp;", "&"),
    }))
    .filter(({ value }) => !value.startsWith("mailto:"));
}
