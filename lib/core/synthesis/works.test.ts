import { expect, it } from "vitest";
import { collectWorks, readWorkAddress } from "./works";

it.each([
  ["https://arxiv.org/abs/2505.18003v2", "arxiv:2505.18003"],
  ["https://arxiv.org/pdf/2505.18003.pdf", "arxiv:2505.18003"],
  ["arXiv:math.GT/0309136v1", "arxiv:math/0309136"],
  ["https://doi.org/10.48550/arXiv.2505.18003", "arxiv:2505.18003"],
  ["https://dx.doi.org/10.1023/A:1010374114305.", "doi:10.1023/a:1010374114305"],
  ["doi:10.1000/XYZ", "doi:10.1000/xyz"],
  ["https://openreview.net/pdf?id=aBc_1", "openreview:aBc_1"],
  ["http://www.Example.org/a/?utm_source=x&b=2#top", "url:example.org/a?b=2"],
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
