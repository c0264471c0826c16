import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { toFileForm } from "@/lib/core/export/file-form";
import { toSummaryCard } from "@/lib/core/export/summary-card";
import { panelRecord, publishPanel } from "@/lib/core/publication/random-panel.fixture";
import { openApiDocument } from "./openapi";
import { cardSchema, documentSchema, pageQuerySchema } from "./schema";

const synthesis = publishPanel(
  Array.from({ length: 25 }, (_, at) =>
    panelRecord({
      person: Math.floor(at / 5),
      question: at % 5,
      pick: at,
      attribution: at % 3 === 0 ? "role" : "named",
      quote: true,
      self: false,
      withText: true,
    }),
  ),
);

describe("the description of the API", () => {
  it("is valid OpenAPI 3.1 in which every reference leads somewhere", async () => {
    const document = openApiDocument("https://example.org");
    const validator = new Validator();
    const result = await validator.validate(JSON.parse(JSON.stringify(document)));
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(validator.version).toBe("3.1");
    expect(() => validator.resolveRefs()).not.toThrow();
    expect(Object.keys(document.paths ?? {})).toContain("/syntheses/{slug}/answers");
  });

  it("describes what is sent", () => {
    expect(() =>
      documentSchema.parse(JSON.parse(JSON.stringify(toFileForm(synthesis)))),
    ).not.toThrow();
    const versions = [{ number: 1, publishedAt: new Date("2026-02-21T09:00:00Z"), changelog: [] }];
    const card = toSummaryCard({ synthesis, number: 1, versions }, "https://example.org/s/x");
    expect(cardSchema.parse(JSON.parse(JSON.stringify(card)))).toEqual(
      JSON.parse(JSON.stringify(card)),
    );
  });

  it("takes pages from 1 and at most 200 entries of each", () => {
    expect(pageQuerySchema.parse({})).toEqual({ page: 1, perPage: 50 });
    for (const wrong of [{ page: "0" }, { page: "x" }, { perPage: "201" }]) {
      expect(pageQuerySchema.safeParse(wrong).success).toBe(false);
    }
  });
});
