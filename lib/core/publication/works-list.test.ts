import { expect, it } from "vitest";
import { sampleSynthesis } from "../export/sample-synthesis.fixture";
import { listAllWorks } from "./works-list";

it("lists each work once, by how often it is named or by title, of all questions or one", () => {
  const sample = sampleSynthesis();
  const [first, second, ...rest] = sample.sections;
  if (!first || !second) throw new Error("the sample has five sections");
  const [work] = first.works;
  if (!work) throw new Error("the sample names works");
  const twice = {
    answers: sample.answers,
    sections: [
      first,
      { ...second, works: [{ ...work, citedBy: 4 }] },
      ...rest,
    ] as typeof sample.sections,
  };
  const list = (question: string | null, order: "named" | "title", descending: boolean) =>
    listAllWorks(twice, { question, order, descending }).map(({ title, citedBy, questions }) => [
      title,
      citedBy,
      questions.length,
    ]);
  expect(list(null, "named", true)).toEqual([
    ["An example | of a case", 7, 2],
    ["A handbook", 1, 1],
  ]);
  expect(list(null, "title", false)[0]?.[0]).toBe("A handbook");
  expect(list(second.question.id, "named", true)).toEqual([["An example | of a case", 4, 1]]);
});
