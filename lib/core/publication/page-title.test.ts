import fc from "fast-check";
import { expect, it } from "vitest";
import { sha256 } from "../sha256";
import { madeOver } from "../synthesis/overlay/blocks";
import type { OverlayEdit } from "../synthesis/overlay/edit";
import { openVersion } from "./open-version";
import { openTitle, type StoredTitle, titleCommitments } from "./page-title";
import { publishPanel } from "./random-panel.fixture";
import { type SealedVersion, sealVersion } from "./version";

type Stored = { readonly survey: { readonly title: string }; readonly overlay?: readonly object[] };

function storedTitle(document: SealedVersion["document"]): StoredTitle {
  const { survey, overlay = [] } = document as unknown as Stored;
  const edit = overlay.find((one) => "block" in one && one.block === "title");
  return { computed: survey.title, edited: edit && "text" in edit ? (edit.text as string) : null };
}

it("is the one that the opened version has, whoever worded it, and none where its words are gone", () => {
  // From eight words on a title could repeat an answer, and is sealed.
  const title = fc.constantFrom("A survey", "one two three four five six seven eight nine");
  fc.assert(
    fc.property(title, fc.option(title), fc.boolean(), (computed, edited, gone) => {
      const panel = publishPanel([]);
      const base = { ...panel, survey: { ...panel.survey, title: computed } };
      const source = madeOver(computed);
      const overlay: OverlayEdit[] =
        edited === null
          ? []
          : [{ kind: "text", block: "title", text: `${edited}, anew`, by: "author", source }];
      let salts = 0;
      const sealed = sealVersion(
        base,
        () => {
          salts += 1;
          return sha256(`salt ${salts}`).slice(0, 32);
        },
        overlay,
      );
      const stored = storedTitle(sealed.document);
      const fields = sealed.fields.map((field) =>
        gone && titleCommitments(stored).includes(field.commitment)
          ? { ...field, salt: null, value: null }
          : field,
      );
      const opened = openVersion(sealed.document, fields).survey.title;
      expect(openTitle(stored, fields) ?? "withdrawn").toBe(opened);
    }),
  );
});
