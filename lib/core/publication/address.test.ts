import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type PublicPage, parsePublicPath, publicPath } from "./address";

const version = fc.integer({ min: 1, max: 999_999 });
const id = fc.stringMatching(/^[a-z0-9-]{1,40}$/);

const pages: fc.Arbitrary<PublicPage> = fc.oneof(
  fc.record({
    version: fc.option(version),
    view: fc.oneof(
      fc.constantFrom<PublicPage["view"]>(
        { kind: "synthesis" },
        { kind: "respondents" },
        { kind: "works" },
        { kind: "opinions" },
      ),
      id.map((name) => ({ kind: "respondent", id: name }) as const),
      id.map((question) => ({ kind: "answers", question }) as const),
      id.map((question) => ({ kind: "figure", question }) as const),
    ),
  }),
  fc
    .tuple(version, version)
    .filter(([from, to]) => from !== to)
    .map(([from, to]) => ({ version: null, view: { kind: "compare", from, to } as const })),
);

describe("parsePublicPath", () => {
  it("reads every address that publicPath writes", () => {
    fc.assert(
      fc.property(pages, (page) => {
        const parts = publicPath("slug", page).split("/").slice(3);
        expect(parsePublicPath(parts)).toEqual(page);
      }),
    );
  });

  it.each([
    [["v"]],
    [["v", "0"]],
    [["v", "1", "compare", "1...2"]],
    [["compare", "1..2"]],
    [["compare", "2...2"]],
    [["respondents", "a", "b"]],
    [["respondents", "../x"]],
    [["elsewhere"]],
  ])("knows no page %j", (parts) => {
    expect(parsePublicPath(parts)).toBeNull();
  });
});
