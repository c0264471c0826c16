import { expect, it } from "vitest";
import { privacyFormSchema } from "./schema";

const posted = {
  surveyId: "01a20d71-026a-4415-a205-f94402cff098",
  attributions: ["author", "named"],
  minimumGroup: " 3 ",
  retentionMonths: "",
  objectionContact: "  The   office ",
};

it("the terms as they are posted are read, and each that cannot be says why", () => {
  expect(privacyFormSchema.parse(posted)).toMatchObject({
    attributions: ["named", "author"],
    submittingApprovesQuotes: false,
    minimumGroup: 3,
    retentionMonths: null,
    objectionContact: "The office",
  });
  const wrong = privacyFormSchema.safeParse({
    ...posted,
    attributions: [],
    minimumGroup: "2",
    retentionMonths: "none",
  });
  expect(wrong.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ["attributions", "Offer experts at least one level."],
    ["minimumGroup", "A smaller group than 3 hides nobody."],
    ["retentionMonths", "Write a whole number, or nothing."],
  ]);
});
