import { expect, it } from "vitest";
import { templates } from "../../survey/templates/catalogue";
import { ownWorkEdits } from "./own-works";

it("works listed in a question become edits of its section, each once", () => {
  const works = [
    { title: "Paper A", url: "arXiv:2403.10462", institutions: "Lab A", objective: " " },
    { title: "Paper A", url: "arXiv:2403.10462" },
    { title: "Paper B", url: "no address" },
    { title: " ", url: "https://example.org/c" },
  ];
  const question = { id: "progress", kind: "works" as const, prompt: "What is done?", works };
  expect(ownWorkEdits(question)).toMatchObject([
    {
      kind: "work",
      question: "progress",
      title: "Paper A",
      url: "https://arxiv.org/abs/2403.10462",
    },
    { kind: "work", title: "Paper B", url: null, details: {} },
  ]);
  expect(ownWorkEdits({ id: "why", kind: "text", prompt: "Why?" })).toEqual([]);
});

it("the six questions begin with the literature, each work at an address or with its institution", () => {
  const [progress] = templates["safety-cases"].document.questions;
  if (progress === undefined) throw new Error("a question is expected");
  const edits = ownWorkEdits(progress);
  expect(edits).toHaveLength(16);
  for (const edit of edits) {
    if (edit.kind !== "work") throw new Error("a work is expected");
    expect(edit.url ?? edit.details["institutions"]).toBeTruthy();
    expect(edit.details["objective"]).toBeTruthy();
  }
});
