import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { SetupDraft } from "@/lib/core/survey/question-draft";
import { EstimateSetup } from "./estimate-setup";

type Estimate = Extract<SetupDraft, { kind: "estimate" }>;

const page = (setup: Estimate) =>
  renderToStaticMarkup(<EstimateSetup id="q" setup={setup} change={() => undefined} />);

it("shows an end of the range that is no number yet as it was typed and stored, with its error beside it", () => {
  const html = page({ kind: "estimate", unit: "number", min: 2, unread: { max: "1e" } });
  expect(html).toMatch(/id="q-min"[^>]*value="2"/);
  expect(html).toMatch(/id="q-max"[^>]*value="1e"/);
  expect(html).toMatch(/id="q-max-error"[^>]*>This is no number\./);
  expect(html).not.toContain("q-min-error");
});
