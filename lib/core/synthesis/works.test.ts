import fc from "fast-check";
import { expect, it } from "vitest";
import { readWorkAddress } from "./work-address";
import { collectWorks as collect } from "./works";

/** The works that answers to one question of works name. */
function collectWorks(
  answers: readonly { readonly id: string; readonly respondent: string; readonly text: string }[],
) {
  const all = answers.map((answer) => ({ ...answer, question: "q", kind: "works" as const }));
  return collect(all).get("q") ?? [];
}

it.each([
  ["https://arxiv.org/abs/2505.18003v2", "arxiv:2505.18003"],
  ["https://arxiv.org/pdf/2505.18003.pdf", "arxiv:2505.18003"],
  ["arXiv:math.GT/0309136v1", "arxiv:math/0309136"],
  ["https://doi.org/10.48550/arXiv.2505.18003", "arxiv:2505.18003"],
  ["https://dx.doi.org/10.1023/A:1010374114305.", "doi:10.1023/a:1010374114305"],
  ["doi:10.1000/XYZ", "doi:10.1000/xyz"],
  ["https://openreview.net/pdf?id=aBc_1", "openreview:aBc_1"],
  ["http://www.Example.org/a/?utm_source=x&b=2#top", "url:example.org/a?b=2"],
  ["https://arxiv.org/html/2505.18003v1", "arxiv:2505.18003"],
  ["https://www.alphaxiv.org/abs/2505.18003", "arxiv:2505.18003"],
  ["https://huggingface.co/papers/2505.18003", "arxiv:2505.18003"],
  ["https://papers.ssrn.com/sol3/papers.cfm?abstract_id=1234567", "doi:10.2139/ssrn.1234567"],
  ["https://dl.acm.org/doi/pdf/10.1145/3442188.3445922", "doi:10.1145/3442188.3445922"],
  ["https://openreview.net/forum?id=aBc_1&noteId=xyz", "openreview:aBc_1"],
  ["javascript:alert(1)", null],
  ["no address", null],
])("%s", (address, id) => {
  expect(readWorkAddress(address)?.id ?? null).toBe(id);
});

it("merges by address and by title, counts respondents, and sorts by use", () => {
  const works = collectWorks([
    {
      id: "a1",
      respondent: "r1",
      text: '[{"title":"Safety Cases","url":"arxiv.org/abs/2403.10462"},{"title":"Zeta"}]',
    },
    {
      id: "a2",
      respondent: "r2",
      text: "- Safety cases: https://arxiv.org/pdf/2403.10462v3.\nAlpha",
    },
    { id: "a3", respondent: "r3", text: "safety cases" },
  ]);
  expect(works.map((work) => [work.id, work.citedBy])).toEqual([
    ["arxiv:2403.10462", 3],
    ["title:alpha", 1],
    ["title:zeta", 1],
  ]);
});

it("merges a preprint with its publication by a telling title, and a citation that holds the title", () => {
  const works = collectWorks([
    { id: "a1", respondent: "r1", text: "Safety cases for frontier systems, arXiv:2410.21572" },
    {
      id: "a2",
      respondent: "r2",
      text: "“Safety Cases for Frontier Systems”. https://doi.org/10.1000/abc",
    },
    {
      id: "a3",
      respondent: "r3",
      text: "Writer and Reader (2024). Safety cases for frontier systems.",
    },
  ]);
  expect(works.map(({ id, title, citedBy }) => [id, title, citedBy])).toEqual([
    ["doi:10.1000/abc", "Safety Cases for Frontier Systems", 3],
  ]);
});

it("takes addresses without a title as a work each, and beside a title as the title's", () => {
  const ids = (text: string) =>
    collectWorks([{ id: "a1", respondent: "r1", text }]).map(({ id, title }) => [id, title]);
  expect(ids("https://arxiv.org/abs/2505.18003, https://arxiv.org/abs/2403.10462")).toEqual([
    ["arxiv:2403.10462", "https://arxiv.org/abs/2403.10462"],
    ["arxiv:2505.18003", "https://arxiv.org/abs/2505.18003"],
  ]);
  expect(ids("Affirmative safety, arXiv:2406.15371 [cs.CY], doi:10.1000/xyz")).toEqual([
    ["arxiv:2406.15371", "Affirmative safety"],
  ]);
});

it("keeps short titles of different addresses apart", () => {
  const works = collectWorks([
    { id: "a1", respondent: "r1", text: "Annual report https://example.org/a" },
    { id: "a2", respondent: "r2", text: "Annual report https://example.net/b" },
  ]);
  expect(works).toHaveLength(2);
});

it("does not depend on the order of answers, whatever they name", () => {
  const line = fc.constantFrom(
    "Safety cases for frontier systems",
    "Safety cases for frontier systems arXiv:2410.21572v2",
    "Writer (2024), Safety cases for frontier systems",
    "Safety Cases for Frontier Systems https://doi.org/10.1000/abc",
    "https://arxiv.org/pdf/2410.21572",
    "Annual report",
    "https://example.org/a?utm_source=x",
    "",
  );
  const answers = fc
    .array(fc.array(line, { maxLength: 4 }), { maxLength: 7 })
    .map((all) =>
      all.map((lines, at) => ({ id: `a${at}`, respondent: `r${at}`, text: lines.join("\n") })),
    );
  fc.assert(
    fc.property(answers, (all) => {
      const known = (list: typeof all) =>
        collectWorks(list).map((work) => ({ ...work, answers: [...work.answers].sort() }));
      expect(known([...all].reverse())).toEqual(known(all));
      const named = new Set(all.filter(({ text }) => text.trim() !== "").map(({ id }) => id));
      expect(new Set(known(all).flatMap((work) => work.answers))).toEqual(named);
    }),
    { numRuns: 200 },
  );
});

it.each([
  ["as (arXiv:2410.21572v2) shows", ["arxiv:2410.21572"]],
  [
    "see arXiv 2410.21572, hep-th/9901001 and arXiv:hep-th/9901001.",
    ["arxiv:2410.21572", "arxiv:hep-th/9901001"],
  ],
  ["cf. doi:10.1000/XYZ; also doi.org/10.1000/abc).", ["doi:10.1000/xyz", "doi:10.1000/abc"]],
  [
    "(openreview.net/forum?id=aBc_12345) and OpenReview: Zx9_aBcDeF",
    ["openreview:aBc_12345", "openreview:Zx9_aBcDeF"],
  ],
  ["an openreview discussion of 10.5 points, 2024.12345 euros, a.b/c", []],
  ["at www.example.org/report?utm_source=x. Mail me: a@example.org", ["url:example.org/report"]],
])("cites in a comment: %s", (text, ids) => {
  const works = collect([{ id: "a1", respondent: "r1", question: "s", kind: "stance", text }]);
  expect((works.get("s") ?? []).map(({ id }) => id).sort()).toEqual([...ids].sort());
});

it("merges what comments cite with what a question of works names, and counts for each question", () => {
  const works = collect([
    {
      id: "a1",
      respondent: "r1",
      question: "w",
      kind: "works",
      text: "Safety cases for frontier systems, https://arxiv.org/pdf/2410.21572v3",
    },
    {
      id: "a2",
      respondent: "r1",
      question: "s",
      kind: "stance",
      text: "I rely on arXiv:2410.21572, and on arXiv:2410.21572v1 again.",
    },
    {
      id: "a3",
      respondent: "r2",
      question: "s",
      kind: "stance",
      text: "“Safety Cases for Frontier Systems” (https://doi.org/10.1000/abc) says otherwise.",
    },
  ]);
  const known = (question: string) =>
    works.get(question)?.map(({ id, citedBy, answers }) => [id, citedBy, answers]);
  expect(known("w")).toEqual([["doi:10.1000/abc", 1, ["a1"]]]);
  expect(known("s")).toEqual([["doi:10.1000/abc", 2, ["a2", "a3"].reverse()]]);
});

it("takes a title from right before the address, and none from a sentence", () => {
  const title = (text: string) =>
    collect([{ id: "a1", respondent: "r1", question: "s", kind: "text", text }]).get("s")?.[0]
      ?.title;
  expect(title("As “Audits of large models in practice” (https://example.org/a) says.")).toBe(
    "Audits of large models in practice",
  );
  expect(title("As [Audits of large models](https://example.org/a) says.")).toBe(
    "Audits of large models",
  );
  expect(title("As [this paper](https://example.org/a) says.")).toBe("https://example.org/a");
  expect(title("I said “no” once. Then https://example.org/a came.")).toBe("https://example.org/a");
});

it("reads long hostile comments in the time of their length", () => {
  const texts = ["[", "arxiv ", "10.1234/", "“a b c d ", "https://", "www.", "openreview:a"].map(
    (piece) => piece.repeat(20_000),
  );
  for (const text of texts) {
    const all = collect([{ id: "a", respondent: "r", question: "q", kind: "text", text }]);
    expect(all.size).toBeLessThanOrEqual(1);
  }
});
