import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { camps, publicly } from "@/lib/core/publication/opinion-panel.fixture";
import { linksOf } from "./links";
import { Opinions } from "./opinions";
import { answersById } from "./reading";

function render(panel: ReturnType<typeof camps>): string {
  const synthesis = publicly(panel);
  return renderToStaticMarkup(
    <Opinions
      synthesis={synthesis}
      answers={answersById(synthesis)}
      links={linksOf(null, synthesis)}
      siteUrl={null}
    />,
  );
}

describe("the part on where opinions lie", () => {
  it("has a dot for each respondent, and says what divides and what joins the groups", () => {
    const html = render(camps(5, 8));
    expect(
      html.match(/<circle id="opinions-figure-\d+" class="opinion-dot opinion-a"/g),
    ).toHaveLength(8);
    // Each name leads to its dot.
    expect(html.match(/<a href="#opinions-figure-\d+">zqname\d+<\/a>/g)).toHaveLength(13);
    expect(html).toContain("Two groups: A with eight and B with five");
    expect(html).toContain("What divides the groups");
    expect(html).toContain("What joins them");
    expect(html).toContain("A: 0 of 8 (0\u00a0%), B: 5 of 5 (100\u00a0%)");
  });
  it("names nobody who answers one of the questions without a name", () => {
    const panel = camps(5, 8).map((cells, person) =>
      cells.map((cell, at) =>
        at === 0 && person < 4 ? { ...cell, attribution: "aggregate" as const } : cell,
      ),
    );
    const html = render(panel);
    for (const person of [0, 1, 2, 3]) expect(html).not.toContain(`zqname${person}<`);
    expect(html).toContain("zqname4");
    expect(html.match(/opinion-open/g)).toHaveLength(4);
  });
  it("is left out where too few are compared", () => {
    expect(render(camps(3, 4))).toBe("");
  });
});
