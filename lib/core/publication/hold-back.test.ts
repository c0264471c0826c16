import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AnswerRecord } from "../answers/answer";
import type { Section, Synthesis } from "../synthesis/synthesis-schema";
import { holdBackFigures } from "./hold-back";
import { openVersion } from "./open-version";
import { toPublicSynthesis } from "./publish";
import {
  type PanelCell,
  panelCells,
  panelRecord,
  panelSurvey,
  publicId,
  publishPanel,
  synthesizePanel,
} from "./random-panel.fixture";
import { type SealedField, type SealedVersion, type StoredField, sealVersion } from "./version";

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
  return holdBackFigures(previous ? [previous] : [], publishPanel(answers, { seed }), 3);
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
    // The same figures in the same words, but that people have answered whom they do not count.
    const [said, earlier] = [at(three)?.summary[0], at(one)?.summary[0]];
    expect(said).toEqual({
      ...earlier,
      text: earlier?.text
        .replace("who answered", "counted here")
        .replace("people have taken a position", "positions are counted here"),
    });
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
  expect(holdBackFigures([], next, 3)).toBe(next);
  expect(holdBackFigures([{ ...next, sections: [] }], next, 3)).toEqual(next);
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

it("compares with every earlier version, not the newest alone", () => {
  const old = [0, 1, 2].map((person) => answer(person, 0, "1"));
  const more = [3, 4, 5].map((person) => answer(person, 0, "5"));
  const versions: Synthesis[] = [];
  for (const [at, panel] of [old, [...old, ...more], [...old, answer(6, 0, "3")]].entries()) {
    const next = publishPanel(panel, { seed: String(at) });
    versions.push(holdBackFigures(versions, next, 3));
  }
  // Beside the second version three are gone and one is new; beside the first, one alone is new.
  expect(versions.map((version) => figures(version.sections[0]))).toEqual([
    [3, 0, 0, 0, 0],
    [3, 0, 0, 0, 3],
    [3, 0, 0, 0, 3],
  ]);
});

describe("a row of versions with the grid beside them", () => {
  type Hidden = {
    readonly counts: readonly number[];
    readonly open: number;
    readonly blank: boolean;
  };

  /** What anyone can compute: the figures of each value less the values that stand beside names and roles. */
  function hiddenPart(synthesis: Synthesis, question: number, id: string): Hidden {
    const section = synthesis.sections[question];
    const open = synthesis.answers.filter((one) => one.question === id && one.value !== "");
    const statistics = section?.statistics;
    if (!statistics) throw new Error("the panel asks this question");
    if ("counts" in statistics) {
      const counts = [...statistics.counts, statistics.noOpinion].map(
        (count, at) =>
          count - open.filter(({ value }) => value === (at === 5 ? "none" : `${at + 1}`)).length,
      );
      return { counts, open: open.length, blank: statistics.agree.share === null };
    }
    if ("options" in statistics) {
      const named = open.filter(({ value }) => value !== "none");
      const chosen = (id: string) =>
        named.filter(({ value }) => value.split(";").includes(id)).length;
      const counts = [
        ...statistics.options.map((option) => option.count - chosen(option.id)),
        statistics.n - named.length,
        statistics.noOpinion - (open.length - named.length),
      ];
      const blank = statistics.options.some(({ share }) => share === null);
      return { counts, open: open.length, blank };
    }
    if (!("values" in statistics)) throw new Error("the panel asks this question");
    const values = ["2030", "2045", "never", "beyond", "none"];
    const spelled = (value: string) => (value.startsWith(">") ? "beyond" : value);
    const counts = values.map((value) => {
      const all =
        value === "none"
          ? statistics.noOpinion
          : statistics.values.filter((one) => String(one) === value).length;
      return all - open.filter((one) => spelled(one.value) === value).length;
    });
    return { counts, open: open.length, blank: statistics.median === null };
  }

  const cells = fc.array(
    fc.record({
      person: fc.nat({ max: 11 }),
      pick: fc.nat({ max: 40 }),
      attribution: fc.constantFrom<PanelCell["attribution"]>(
        "named",
        "named",
        "role",
        "aggregate",
        "author",
      ),
    }),
    { minLength: 1, maxLength: 12 },
  );
  /** Panels that grow, shrink and change by a few answers from one version to the next, and from which some are withdrawn. */
  const step = fc.record({
    changes: cells,
    few: fc.nat({ max: 4 }),
    withdrawn: fc.uniqueArray(fc.nat({ max: 11 }), { maxLength: 2 }),
  });
  const rows = fc.tuple(cells, fc.array(step, { maxLength: 3 }));

  it.each([
    { question: 0, id: "stance" },
    { question: 1, id: "choice" },
    { question: 2, id: "estimate" },
  ])("lets no hidden value of a $id be computed from any two of them", ({ question, id }) => {
    let taken = 0;
    fc.assert(
      fc.property(rows, ([first, steps]) => {
        const record = (cell: (typeof first)[number]) =>
          panelRecord({ ...cell, question, quote: true, self: false, withText: true });
        const held = new Map(first.map((cell) => [cell.person, record(cell)]));
        const rack = new Rack();
        rack.publish([...held.values()]);
        for (const { changes, few, withdrawn } of steps) {
          for (const cell of changes.slice(0, few)) held.set(cell.person, record(cell));
          for (const person of [...held.keys()].slice(0, few % 2)) held.delete(person);
          for (const person of withdrawn) {
            const answer = held.get(person);
            if (answer) taken += rack.withdraw(answer);
            held.delete(person);
          }
          rack.publish([...held.values()]);
          const parts = rack.open().map((version) => hiddenPart(version, question, id));
          for (const { counts, open, blank } of parts) {
            if (blank || open === 0) continue;
            expect(counts.every((count) => count >= 0)).toBe(true);
            // A choice's options do not add up to respondents: who chose at all, and who had no opinion, are its last two.
            const alone = counts.slice(id === "choice" ? -2 : 0).reduce((a, b) => a + b, 0);
            expect(alone === 0 || alone >= panelSurvey.minimumGroup).toBe(true);
          }
          const is = parts.at(-1);
          for (const was of parts.slice(0, -1)) {
            if (!is || is.blank || was.blank || was.open === 0 || is.open === 0) continue;
            const moved = movedBetween(was.counts, is.counts, id);
            expect(moved === 0 || moved >= panelSurvey.minimumGroup).toBe(true);
          }
        }
      }),
      { numRuns: 120 },
    );
    // There were withdrawals that the versions felt.
    expect(taken).toBeGreaterThan(0);
  });

  /** The fewest answers that lie between two hidden parts. */
  function movedBetween(was: readonly number[], is: readonly number[], id: string): number {
    const changes = is.map((count, place) => count - (was[place] ?? 0));
    const sum = (sign: 1 | -1) =>
      changes.reduce((total, change) => total + Math.max(0, sign * change), 0);
    // One answer moves one value of a scale, and any number of a choice's options by one each.
    return id === "choice" ? Math.max(...changes.map(Math.abs)) : Math.max(sum(1), sum(-1));
  }
});

type OwnedField = StoredField & Pick<SealedField, "answerId">;

/** Versions as they are stored: sealed, opened at each reading, and without what was withdrawn since. */
class Rack {
  readonly #versions: {
    document: SealedVersion["document"];
    fields: readonly OwnedField[];
    /** The public id of each respondent's answer to each question. */
    ids: ReadonlyMap<string, string>;
  }[] = [];
  #salts = 0;

  open(): Synthesis[] {
    return this.#versions.map(({ document, fields }) => openVersion(document, fields));
  }

  publish(answers: readonly AnswerRecord[]): void {
    const seed = String(this.#versions.length);
    const computed = synthesizePanel(answers);
    const next = toPublicSynthesis(computed, { drawId: (id) => publicId(id, seed) });
    const whole = holdBackFigures(this.open(), next, panelSurvey.minimumGroup);
    const { document, fields } = sealVersion(whole, () => {
      this.#salts += 1;
      return String(this.#salts).padStart(32, "0");
    });
    const ids = new Map(
      computed.answers.map(({ id, respondent, question }) => [
        `${respondent} ${question}`,
        publicId(id, seed),
      ]),
    );
    this.#versions.push({ document, fields, ids });
  }

  /** How many fields were taken from the versions. */
  withdraw({ respondent, question }: AnswerRecord): number {
    let taken = 0;
    for (const version of this.#versions) {
      const own = version.ids.get(`${respondent} ${question}`);
      version.fields = version.fields.map((field) => {
        if (own === undefined || field.answerId !== own) return field;
        taken += 1;
        return { ...field, salt: null, value: null };
      });
    }
    return taken;
  }
}

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

it("lets no version tell, by what it says of a work, that one or two hidden respondents cite it", () => {
  const cells = fc.array(
    fc.record({
      person: fc.nat({ max: 11 }),
      pick: fc.nat({ max: 2 }),
      attribution: fc.constantFrom<PanelCell["attribution"]>("named", "role", "aggregate"),
    }),
    { minLength: 4, maxLength: 12 },
  );
  fc.assert(
    fc.property(cells, fc.array(cells, { maxLength: 3 }), (first, steps) => {
      const held = new Map<number, AnswerRecord>();
      const versions: Synthesis[] = [];
      for (const [at, step] of [first, ...steps].entries()) {
        for (const cell of step.slice(0, at === 0 ? 12 : 3))
          held.set(
            cell.person,
            panelRecord({ ...cell, question: 0, quote: true, self: false, withText: true }),
          );
        const next = publishPanel([...held.values()], { seed: String(at) });
        versions.push(holdBackFigures(versions, next, 3));
      }
      const hidden = versions.map(
        ({ sections }) =>
          new Map(
            sections.flatMap(({ works }) =>
              works.map((work) => [work.id, work.citedBy - work.answers.length] as const),
            ),
          ),
      );
      for (const [at, is] of hidden.entries()) {
        for (const [work, count] of is) {
          expect(count === 0 || count >= 3).toBe(true);
          for (const was of hidden.slice(0, at)) {
            const moved = Math.abs(count - (was.get(work) ?? count));
            expect(moved === 0 || moved >= 3).toBe(true);
          }
        }
      }
    }),
    { numRuns: 120 },
  );
});
