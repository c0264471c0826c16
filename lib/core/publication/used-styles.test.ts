import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { partsOfPage, usedStyles, withoutUnreadProperties } from "./used-styles";

const elements = new Set(["p", "h1", "i", "svg"]);
const used = (css: string, ...classes: string[]) =>
  usedStyles(css, { elements, classes: new Set(classes) });

describe("usedStyles", () => {
  it.each([
    ["keeps what has no class", "p{margin:0}:root{--a:1}", "p{margin:0}:root{--a:1}"],
    ["drops a class that is not there", ".a{x:1}.b{y:2}", ".a{x:1}"],
    ["cuts a list of selectors", ".a,.b .a,h1,.a.b{x:1}", ".a,h1{x:1}"],
    [
      "looks into media and layers, and drops empty ones",
      "@media print{.b{x:1}}@layer l{.a{x:1}.b{y:1}}",
      "@layer l{.a{x:1}}",
    ],
    [
      "keeps what brackets make uncertain",
      ".a:has(.b){x:1}.a:not(.b,.c){x:1}",
      ".a:has(.b){x:1}.a:not(.b,.c){x:1}",
    ],
    [
      "drops an element that is not there",
      "input,p{x:1}p>select,svg text{x:1}:where(select)~p option{x:1}",
      "p{x:1}",
    ],
    [
      "takes no attribute, name behind colons or escape for an element",
      "[a b]:x,::y-z,p[type=z a]{x:1}.a:is(input){x:1}.\\[\\>z\\]{x:1}",
      "[a b]:x,::y-z,p[type=z a]{x:1}.a:is(input){x:1}",
    ],
    ["reads escapes", ".sm\\:a{x:1}.\\31 0{x:1}.w\\[1\\]{x:1}", ""],
    ["is not misled by strings", '.a:before{content:"}.b{"}.b{x:1}', '.a:before{content:"}.b{"}'],
    [
      "keeps statements, faces and frames",
      '@charset "u";@font-face{src:url(a)}@keyframes k{0%{x:1}}',
      '@charset "u";@font-face{src:url(a)}@keyframes k{0%{x:1}}',
    ],
    [
      "keeps rules nested in a rule",
      ".a{x:1;&:hover{y:2}}.b{&:hover{y:2}}",
      ".a{x:1;&:hover{y:2}}",
    ],
  ])("%s", (_, css, expected) => {
    expect(used(css, "a")).toBe(expected);
  });

  it("finds escaped names where they are in use", () => {
    expect(used(".sm\\:a{x:1}.\\31 0{x:1}.w\\[1\\]{x:1}", "sm:a", "10", "w[1]")).toBe(
      ".sm\\:a{x:1}.\\31 0{x:1}.w\\[1\\]{x:1}",
    );
  });

  it("keeps the whole of our own sheets when every class is in use", () => {
    const sheets = ["components/synthesis/styles", "components/charts"].flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => name.endsWith(".css"))
        .map((name) => `${folder}/${name}`),
    );
    expect(sheets.length).toBeGreaterThan(5);
    for (const file of sheets) {
      const css = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
      const all = new Set([...css.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name ?? ""));
      const bare = (text: string) => text.replace(/\s+/g, "");
      const page = {
        classes: all,
        elements: new Set([...css.matchAll(/[a-z]\w*/gi)].map(([name]) => name.toLowerCase())),
      };
      expect(bare(usedStyles(css, page))).toBe(bare(css));
    }
  });
});

describe("withoutUnreadProperties", () => {
  it.each([
    ["drops what nothing reads", ":root{--a:1;color:red}", ":root{color:red}"],
    ["keeps what is read", ":root{--a:1}p{x:var(--a)}", ":root{--a:1}p{x:var(--a)}"],
    [
      "drops what only a dropped property read",
      ":root{--a:1;--b:var(--a);--c:var(--b)}p{x:1}",
      "p{x:1}",
    ],
    ["keeps what the page reads", ":root{--page:1;--b:2}", ":root{--page:1}"],
    [
      "looks into layers",
      "@layer t{:root{--a:1}}@media print{p{--b:1;x:1}}",
      "@media print{p{x:1}}",
    ],
    [
      "drops unread registered properties",
      '@property --a{syntax:"*";inherits:false}@property --b{syntax:"*"}p{x:var( --b)}',
      '@property --b{syntax:"*"}p{x:var( --b)}',
    ],
    [
      "is not misled by strings, brackets and nested rules",
      'p{--a:url(data:x;y);content:";--b:1";x:f(a;--c:1)}.a{--d:1;&:hover{x:1}}',
      'p{content:";--b:1";x:f(a;--c:1)}.a{--d:1;&:hover{x:1}}',
    ],
  ])("%s", (_, css, expected) => {
    expect(withoutUnreadProperties(css, '<i style="x:var(--page)">')).toBe(expected);
  });
});

it("partsOfPage reads the elements and their classes", () => {
  const script = { elements: new Set(["button"]), classes: new Set(["lit"]) };
  const { elements, classes } = partsOfPage(
    '<p class="a b"><I class="sm:x [&amp;&gt;a]:y">',
    script,
  );
  expect([...classes]).toEqual(["lit", "a", "b", "sm:x", "[&>a]:y"]);
  expect([...elements]).toEqual(["button", "p", "i"]);
});
