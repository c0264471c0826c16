import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AnswerRecord } from "../answers/answer";
import type { Section, Synthesis } from "../synthesis/synthesis-schema";
import { holdBackFigures } from "./hold-back";
import {
  type PanelCell,
  panelCells,
  panelRecord,
  panelSurvey,
  publishPanel,
} from "./random-panel.fixture";

function answer(
  person: number,
  question: number,
  value: string,
  attribution: PanelCell["attribution"] = "aggregate",
): AnswerRecord {
  const cell = { person, question, pick: 0, attribution, quote: true, self: false, withText: true };
  return { ...panelRecord(cell), value, confidence: null };
}

function publish(previous: Synthesis | null, answers: readonly AnswerRecord[], seed: string) {
  return holdBackFigures(previous, publishPanel(answers, { seed }), 3);
}

/** What the figures of each value count, whatever the kind. */
function figures(section: Section | undefined): unknown {
  const statistics = section?.statistics;
  if (!statistics) return null;
  if ("counts" in statistics) return statistics.counts;
  if ("options" in statistics) return statistics.options.map(({ count }) => count);
  return "values" in statistics ? statistics.values : null;
}

describe.each([
  {
    question: 0,
    kind: "stance",
    old: "1",
    fresh: "5",
    before: [3, 0, 0, 0, 0],
    after: [3, 0, 0, 0, 3],
  },
  { question: 1, kind: "choice", old: "x", fresh: "y", before: [3, 0], after: [3, 3] },
  {
    question: 2,
    kind: "estimate",
    old: "2030",
    fresh: "2050",
    before: [2030, 2030, 2030],
    after: [2030, 2030, 2030, 2050, 2050, 2050],
  },
])("$kind", ({ question, old, fresh, before, after }) => {
  const first = [0, 1, 2].map((person) => answer(person, question, old));
  const more = [3, 4, 5].map((person) => answer(person, question, fresh));
  const one = publish(null, first, "1");
  const at = (synthesis: Synthesis) => synthesis.sections[question];

  it("waits for enough new hidden answers", () => {
    const two = publish(one, [...first, ...more.slice(0, 1)], "2");
    expect(figures(at(two))).toEqual(before);
    const three = publish(two, [...first, ...more.slice(0, 2)], "3");
    expect(figures(at(three))).toEqual(before);
    expect(at(three)?.finding).toEqual(at(one)?.finding);
    expect(at(three)?.summary[0]).toEqual(at(one)?.summary[0]);
    const four = publish(three, [...first, ...more], "4");
    expect(figures(at(four))).toEqual(after);
  });

  it("counts public answers at once, without the hidden ones that wait", () => {
    const open = [6, 7].map((person) => answer(person, question, fresh, "named"));
    const two = publish(one, [...first, ...open], "2");
    expect(at(two)?.statistics.n).toBe(5);
    const three = publish(two, [...first, ...open, ...more.slice(0, 1)], "3");
    expect(figures(at(three))).toEqual(figures(at(two)));
    const later = [...open, answer(8, question, old, "named")];
    const four = publish(three, [...first, ...later, ...more.slice(0, 1)], "4");
    expect(at(four)?.statistics.n).toBe(6);
    const five = publish(four, [...first, ...later, ...more], "5");
    expect(at(five)?.statistics.n).toBe(9);
  });

  it("keeps what a hidden answer left behind until enough of them are gone", () => {
    const full = publish(null, [...first, ...more], "1");
    const two = publish(full, [...first, ...more.slice(1)], "2");
    expect(figures(at(two))).toEqual(after);
    expect(figures(at(publish(two, first, "3")))).toEqual(before);
  });

  it("keeps values off their names until a difference gives nothing away", () => {
    const named = [6, 7].map((person) => answer(person, question, old, "named"));
    const detached = publish(null, [...named, ...first.slice(0, 2)], "1");
    expect(detached.answers.map(({ value }) => value)).toEqual(["", ""]);
    const two = publish(detached, [...named, ...first.slice(0, 2), ...more.slice(0, 1)], "2");
    expect(two.answers.map(({ value }) => value)).toEqual(["", ""]);
    expect(figures(at(two))).toEqual(figures(at(detached)));
    const three = publish(two, [...named, ...first.slice(0, 2), ...more], "3");
    expect(three.answers.map(({ value }) => value)).toEqual([old, old]);
    expect(at(three)?.statistics.n).toBe(7);
  });
});

it("changes nothing where there was no version before, or none of the question", () => {
  const next = publishPanel([answer(0, 0, "1"), answer(1, 1, "x")]);
  expect(holdBackFigures(null, next, 3)).toBe(next);
  expect(holdBackFigures({ ...next, sections: [] }, next, 3)).toEqual(next);
});

it("keeps figures of confidence where no public answer explains a change", () => {
  const panel = (confidence: number) =>
    [0, 1, 2, 3, 4, 5].map((person) => ({
      ...answer(person, 0, person < 3 ? "1" : "5"),
      confidence: person === 0 ? confidence : 5,
    }));
  const one = publish(null, panel(1), "1");
  const two = publish(one, panel(10), "2");
  expect(two.sections[0]?.statistics).toEqual(one.sections[0]?.statistics);
});

it("leaves, between any two versions, a difference of no or enough hidden answers", () => {
  const cells = panelCells.map((panel) =>
    panel.map((one) => ({ ...one, question: one.question % 2 === 0 ? 0 : 4, self: false })),
  );
  // The second version has a few answers more, fewer or otherwise than the first.
  const panels = fc.tuple(cells, cells, fc.nat({ max: 5 })).map(([first, others, few]) => {
    const records = (list: readonly PanelCell[]) => [
      ...new Map(
        list.filter(({ question }) => question === 0).map((one) => [one.person, panelRecord(one)]),
      ).values(),
    ];
    return [records(first), records([...first.slice(few % 2), ...others.slice(0, few)])] as const;
  });
  const hidden = (synthesis: Synthesis) => {
    const [section] = synthesis.sections;
    const statistics = section?.question.kind === "stance" ? section.statistics : null;
    if (!statistics || !("counts" in statistics)) throw new Error("the first question is a stance");
    const open = synthesis.answers.filter(({ question, value }) => question === "stance" && value);
    const counts = [...statistics.counts, statistics.noOpinion].map(
      (count, place) =>
        count -
        open.filter(({ value }) => value === (place === 5 ? "none" : `${place + 1}`)).length,
    );
    return { counts, open: open.length, blank: statistics.agree.share === null };
  };
  fc.assert(
    fc.property(panels, ([before, after]) => {
      const one = publish(null, before, "1");
      const two = publish(one, after, "2");
      const [was, is] = [hidden(one), hidden(two)];
      if (was.blank || is.blank) return;
      expect(is.counts.every((count) => count >= 0)).toBe(true);
      if (was.open === 0 || is.open === 0) return;
      const changes = is.counts.map((count, place) => count - (was.counts[place] ?? 0));
      const added = changes.filter((change) => change > 0).reduce((a, b) => a + b, 0);
      const removed = -changes.filter((change) => change < 0).reduce((a, b) => a + b, 0);
      const moved = Math.max(added, removed);
      expect(moved === 0 || moved >= panelSurvey.minimumGroup).toBe(true);
    }),
    { numRuns: 300 },
  );
});
