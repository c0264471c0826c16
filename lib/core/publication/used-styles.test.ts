import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { classesOf, usedStyles } from "./used-styles";

const used = (css: string, ...classes: string[]) => usedStyles(css, new Set(classes));

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
    for (const file of ["components/synthesis/synthesis.css", "components/charts/charts.css"]) {
      const css = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
      const all = new Set([...css.matchAll(/\.([a-z][\w-]*)/g)].map(([, name]) => name ?? ""));
      const bare = (text: string) => text.replace(/\s+/g, "");
      expect(bare(usedStyles(css, all))).toBe(bare(css));
    }
  });
});

it("classesOf reads the classes of every element", () => {
  expect([...classesOf('<p class="a b"><i class="sm:x [&amp;&gt;a]:y">')]).toEqual([
    "a",
    "b",
    "sm:x",
    "[&>a]:y",
  ]);
});
