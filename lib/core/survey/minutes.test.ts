import { describe, expect, it } from "vitest";
import { minutesToAnswer } from "./minutes";
import { safetyCases } from "./templates/safety-cases";

describe("how long a survey takes", () => {
  it("comes from its questions", () => {
    expect(minutesToAnswer(["stance"])).toBe(2);
    expect(minutesToAnswer(["text", "text", "works"])).toBe(8);
    const template = safetyCases.questions.map(({ kind }) => kind);
    expect(minutesToAnswer(template)).toBe(10);
  });
});
