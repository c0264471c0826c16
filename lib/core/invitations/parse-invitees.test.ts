import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maximumInvitees, parseAddress, parseInvitees } from "./parse-invitees";

const people = (text: string) =>
  parseInvitees(text).invitees.map(({ name, email, affiliation }) => [name, email, affiliation]);

describe("parseInvitees", () => {
  it("reads names with addresses, one a line", () => {
    expect(people("Ada Lovelace <Ada@Example.org>\n\n  Émile Zola <emile@example.fr>  \n")).toEqual(
      [
        ["Ada Lovelace", "ada@example.org", ""],
        ["Émile Zola", "emile@example.fr", ""],
      ],
    );
  });

  it("reads bare addresses, mailto links and a trailing comma", () => {
    expect(people("ada@example.org,\nmailto:bob@example.org\n<carl@example.org>;")).toEqual([
      ["", "ada@example.org", ""],
      ["", "bob@example.org", ""],
      ["", "carl@example.org", ""],
    ]);
  });

  it("reads what a mail client copies: several on a line, names in quotes", () => {
    expect(
      people('"Lovelace, Ada" <ada@example.org>, Bob <bob@example.org>; carl@example.org'),
    ).toEqual([
      ["Lovelace, Ada", "ada@example.org", ""],
      ["Bob", "bob@example.org", ""],
      ["", "carl@example.org", ""],
    ]);
    expect(people("a@example.org; b@example.org")).toEqual([
      ["", "a@example.org", ""],
      ["", "b@example.org", ""],
    ]);
  });

  it("reads an affiliation after the bracket", () => {
    expect(people("Ada <ada@example.org>, University of London")).toEqual([
      ["Ada", "ada@example.org", "University of London"],
    ]);
  });

  it.each([
    ["comma", 'Ada,ada@example.org,"London, UK"'],
    ["semicolon", "Ada;ada@example.org;London, UK"],
    ["tab", "Ada\tada@example.org\tLondon, UK"],
    ["address first", 'ada@example.org,Ada,"London, UK"'],
    ["header", 'affiliation,E-mail,Name\n"London, UK",ada@example.org,Ada'],
    ["header with semicolons", "name;email;affiliation\r\nAda;ada@example.org;London, UK\r\n"],
  ])("reads CSV: %s", (_, text) => {
    expect(people(text)).toEqual([["Ada", "ada@example.org", "London, UK"]]);
  });

  it("reports each bad line with its number and reason", () => {
    const { invitees, problems } = parseInvitees(
      'Ada <ada@example.org>\nBob\n\nCarl <carl@>\nDora <dora@example>\n"Eve,eve@example.org',
    );
    expect(invitees).toHaveLength(1);
    expect(problems.map((problem) => problem.line)).toEqual([2, 4, 5, 6]);
    expect(problems[0]?.reason).toContain("no @");
    expect(problems[1]?.reason).toContain("no valid domain");
    expect(problems[3]?.reason).toContain("not closed");
  });

  it("names duplicates, in the paste without regard to case and among those invited", () => {
    const { invitees, duplicates } = parseInvitees(
      "Ada <ada@example.org>\nADA@example.org\nBob <bob@example.org>",
      ["Bob@Example.org"],
    );
    expect(invitees.map((invitee) => invitee.email)).toEqual(["ada@example.org"]);
    expect(duplicates).toEqual([
      { line: 2, email: "ada@example.org", name: "", firstLine: 1 },
      { line: 3, email: "bob@example.org", name: "Bob", firstLine: null },
    ]);
  });

  it("refuses whatever could start a header or turn the writing direction", () => {
    const injected = [
      "Ada\u0000 <ada@example.org>",
      "Ada\u000bBcc: x@example.org <ada@example.org>",
      "Ada \u202e <ada@example.org>",
      "Ada <ada@exa\u2028mple.org>",
      "Ada <ada@example.org> <bob@example.org",
    ];
    for (const line of injected) expect(parseInvitees(line).problems).not.toHaveLength(0);
  });

  it("stops at the most people that a list may name", () => {
    const text = Array.from({ length: maximumInvitees + 1 }, (_, i) => `p${i}@example.org`).join(
      "\n",
    );
    const { invitees, problems } = parseInvitees(text);
    expect(invitees).toHaveLength(maximumInvitees);
    expect(problems).toEqual([
      expect.objectContaining({
        line: maximumInvitees + 1,
        reason: expect.stringContaining("2,000"),
      }),
    ]);
  });

  it("never throws, and never lets through a line break, an uppercase or a repeated address", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const { invitees } = parseInvitees(text);
        for (const { name, email, affiliation } of invitees) {
          expect(`${name}${email}${affiliation}`).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
          expect(email).toBe(email.toLowerCase());
        }
        expect(new Set(invitees.map((i) => i.email)).size).toBe(invitees.length);
      }),
    );
  });
});

describe("parseAddress", () => {
  it("writes an international domain in ASCII", () => {
    expect(parseAddress("ada@Universität.example")).toEqual({
      email: "ada@xn--universitt-y5a.example",
    });
  });

  it.each([
    "a b@example.org",
    "a..b@example.org",
    "ada@-example.org",
    "ada@127.0.0.1",
    "ä@example.org",
    "a@b@",
  ])("refuses %s", (address) => {
    expect(parseAddress(address)).toHaveProperty("reason");
  });
});

describe("the language of an invited person", () => {
  it("may stand last in a row, after the affiliation, or under a header of its own", () => {
    const read = (text: string) =>
      parseInvitees(text).invitees.map(({ affiliation, language }) => [affiliation, language]);
    expect(read("Ada, ada@example.org, de")).toEqual([["", "de"]]);
    expect(read("Ada, ada@example.org, Institute of Examples, DE")).toEqual([
      ["Institute of Examples", "de"],
    ]);
    expect(read("Ada <ada@example.org>, Institute, of Examples, de")).toEqual([
      ["Institute, of Examples", "de"],
    ]);
    expect(read("Ada <ada@example.org>, de")).toEqual([["", "de"]]);
    expect(read("Ada <ada@example.org>, Delft")).toEqual([["Delft", undefined]]);
    expect(read("name,email,language\nAda,ada@example.org,de\nBo,bo@example.org,")).toEqual([
      ["", "de"],
      ["", undefined],
    ]);
    expect(parseInvitees("name,email,language\nAda,ada@example.org,Klingon").problems).toEqual([
      {
        line: 2,
        text: "Ada,ada@example.org,Klingon",
        reason: "“Klingon” is none of the languages en, de",
      },
    ]);
  });
});
