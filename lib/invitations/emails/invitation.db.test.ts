import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import type { Attribution } from "@/lib/core/answers/answer";
import { type Language, languages, listInWords } from "@/lib/core/language";
import { translatorOf } from "@/messages/catalogue";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { seedSurvey, willIt } = await import("@/e2e/support/seeds");
const { db } = await import("@/lib/platform/db");
const { composeInvitation } = await import("./invitation");

const now = new Date("2026-03-01T12:00:00Z");
afterAll(() => db().$disconnect());

const offers: readonly (readonly [readonly Attribution[], Readonly<Record<Language, string>>])[] = [
  [
    ["named", "role", "aggregate", "author"],
    {
      en: "For each answer you choose how it may be shown: with your name, with a description of you, only in the totals or only for the authors.",
      de: "Bei jeder Antwort bestimmen Sie, wie sie gezeigt werden darf: mit Ihrem Namen, mit einer Beschreibung Ihrer Person, nur in den Summen oder nur für die, die die Umfrage führen.",
    },
  ],
  [
    ["named", "aggregate"],
    {
      en: "For each answer you choose how it may be shown: with your name or only in the totals.",
      de: "Bei jeder Antwort bestimmen Sie, wie sie gezeigt werden darf: mit Ihrem Namen oder nur in den Summen.",
    },
  ],
  [
    ["aggregate"],
    {
      en: "Each of your answers is shown only in the totals, once you say so.",
      de: "Jede Ihrer Antworten erscheint nur in den Summen, sobald Sie zustimmen.",
    },
  ],
];

it("names the levels that the survey offers and no others, in both languages, as text and as HTML", async () => {
  const { survey, owner } = await seedSurvey(now, [willIt]);
  for (const [attributions, sentence] of offers) {
    for (const language of languages) {
      const mail = await composeInvitation(
        { ...survey, attributions: [...attributions], questions: [{ revisions: [] }] },
        owner,
        { name: "Respondent A", email: "respondent-a@example.org", affiliation: "", language },
        { url: "https://example.org/a", stopUrl: "https://example.org/b" },
      );
      const first = translatorOf(language, "first");
      const others = survey.attributions.filter((level) => !attributions.includes(level));
      for (const body of [mail.text, mail.html]) {
        const words = body.replace(/\s+/g, " ");
        expect(words).toContain(sentence[language]);
        for (const level of others) expect(words).not.toContain(first(`levels.${level}`));
      }
      // What the link opens says the same.
      const levels = listInWords(
        attributions.map((level) => first(`levels.${level}`)),
        language,
        "disjunction",
      );
      expect(sentence[language]).toContain(levels);
    }
  }
});
