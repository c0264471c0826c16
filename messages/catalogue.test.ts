import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import type { ReactNode } from "react";
import { createTranslator } from "use-intl/core";
import { describe, expect, it } from "vitest";
import { problemCodes } from "@/lib/core/answers/problem";
import { languages } from "@/lib/core/language";
import { messagesOf } from "./catalogue";

const root = path.resolve(import.meta.dirname, "..");

type Tree = { readonly [key: string]: string | Tree };

function flat(tree: Tree, prefix = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(tree)) {
    if (typeof value === "string") found.set(prefix + key, value);
    else for (const [inner, words] of flat(value, `${prefix}${key}.`)) found.set(inner, words);
  }
  return found;
}

const catalogue = new Map(languages.map((language) => [language, flat(messagesOf(language))]));
const english = catalogue.get("en") ?? new Map<string, string>();

type Argument = { readonly name: string; readonly type: string; readonly options: string[] };

/** The arguments and tags of an ICU message, those inside of plurals and choices too. */
function argumentsOf(message: string): Argument[] {
  const found: Argument[] = [];
  for (const [, name = ""] of message.matchAll(/<(\w+)>/g)) {
    found.push({ name, type: "tag", options: [] });
  }
  const read = (text: string) => {
    for (let at = 0; at < text.length; at += 1) {
      if (text[at] !== "{") continue;
      const end = closing(text, at);
      const [name = "", type = "", rest = ""] =
        /^([^,]*)(?:,([^,]*))?(?:,(.*))?$/s
          .exec(text.slice(at + 1, end))
          ?.slice(1)
          .map((part) => part?.trim()) ?? [];
      const options: string[] = [];
      let place = 0;
      for (;;) {
        const open = rest.indexOf("{", place);
        if (open < 0) break;
        options.push(rest.slice(place, open).trim());
        const close = closing(rest, open);
        read(rest.slice(open + 1, close));
        place = close + 1;
      }
      found.push({ name, type, options });
      at = end;
    }
  };
  read(message);
  return found;
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === "{") depth += 1;
    if (text[at] === "}") depth -= 1;
    if (depth === 0) return at;
  }
  throw new Error(`a brace is not closed: ${text}`);
}

const names = (message: string) =>
  [...new Set(argumentsOf(message).map(({ name, type }) => `${name} ${type}`))].sort();

describe.each(languages)("the catalogue in %s", (language) => {
  const messages = catalogue.get(language) ?? new Map<string, string>();

  it("has every key of the others, and no more", () => {
    expect([...messages.keys()].sort()).toEqual([...english.keys()].sort());
  });

  it("has the same arguments in each message, and words around them", () => {
    for (const [key, message] of messages) {
      expect(names(message), key).toEqual(names(english.get(key) ?? ""));
      expect(message.trim(), key).not.toBe("");
    }
  });

  it("has every form that its plurals need", () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const [key, message] of messages) {
      for (const { type, options } of argumentsOf(message)) {
        if (type === "plural") expect(options, key).toEqual(expect.arrayContaining([...forms]));
        if (type === "select") expect(options, key).toContain("other");
      }
    }
  });

  it("can be said, each message with its arguments", () => {
    const say = createTranslator({
      locale: language,
      messages: Object.fromEntries(
        [...messages].map(([key, words]) => [key.replaceAll(".", "_"), words]),
      ),
      onError: (error) => {
        throw error;
      },
    });
    for (const [key, message] of messages) {
      const values = Object.fromEntries(
        argumentsOf(message).map(({ name, type }) => [
          name,
          type === "tag"
            ? (words: ReactNode) => words
            : type === "" || type === "select"
              ? "one"
              : 3,
        ]),
      );
      const said = say.rich(key.replaceAll(".", "_"), values);
      expect(String(said), key).not.toMatch(/[{}<>]/);
    }
  });

  it("says every problem that core can name", () => {
    const said = [...messages.keys()].filter((key) => key.startsWith("problems."));
    expect(said.sort()).toEqual(problemCodes.map((code) => `problems.${code}`).sort());
  });
});

describe("the sources", () => {
  const files = globSync("{app,components,lib}/**/*.{ts,tsx}", { cwd: root })
    .filter((file) => !/\.test\.|generated/.test(file))
    .map((file) => readFileSync(path.join(root, file), "utf8"))
    .filter((source) => /next-intl|messages\/catalogue|ValueMessage|SaveStatus/.test(source));

  /** Patterns of the keys that one file says: its namespaces joined with the keys in its calls. */
  function patternsOf(source: string): RegExp[] {
    const namespaces = [
      ...source.matchAll(/(?:useTranslations|getTranslations)\("([\w.]+)"\)/g),
      ...source.matchAll(/translatorOf\([\w.]+, "([\w.]+)"\)/g),
    ].map(([, namespace = ""]) => namespace);
    const literals = [...source.matchAll(/["`]([\w.${}-]+)["`]/g)].map(([, words = ""]) => words);
    return namespaces.flatMap((namespace) =>
      literals.map((words) => {
        const key = `${namespace}.${words}`.replaceAll(".", "\\.");
        return new RegExp(`^${key.replace(/\$\{[^}]*\}/g, "[\\w-]+").replaceAll("$", "\\$")}$`);
      }),
    );
  }

  it("use every message", () => {
    const patterns = files.flatMap(patternsOf);
    // Said through the codes of core, which the tests above hold to the catalogue.
    const byCode = /^(?:problems|values|status)\./;
    const unused = [...english.keys()].filter(
      (key) => !byCode.test(key) && !patterns.some((pattern) => pattern.test(key)),
    );
    expect(unused).toEqual([]);
  });

  it("say every value and every state of saving", () => {
    const source = files.join("\n");
    const unsaid = [...english.keys()].filter(
      (key) => /^(?:values|status)\./.test(key) && !source.includes(`"${key.split(".")[1]}"`),
    );
    expect(unsaid).toEqual([]);
  });
});

it("breaks no German page inside of “E-Mail”", () => {
  // A mail keeps the plain hyphen: readers of plain text and searches in mailboxes know that one alone.
  const pages = [...flat(messagesOf("de"))].filter(([key]) => !key.startsWith("mail."));
  expect(pages.filter(([, words]) => words.includes("E-Mail"))).toEqual([]);
  expect(pages.some(([, words]) => words.includes("E\u2011Mail"))).toBe(true);
});
