import { sentenceBlock, summaryList, themeBlock } from "../synthesis/overlay/blocks";
import type { OverlayEdit } from "../synthesis/overlay/edit";
import type { Synthesis } from "../synthesis/synthesis-schema";
import { isNeutralTitle } from "./by-rule";
import type { RailNote } from "./rail-note";

/** What readers would miss or not find, though nothing keeps the page from being published. */
export function readingNotes(
  base: Synthesis,
  published: Synthesis,
  overlay: readonly OverlayEdit[],
): RailNote[] {
  return [...authorNotes(published), ...hiddenNames(base, published, overlay)];
}

function authorNotes({ survey }: Synthesis): RailNote[] {
  if (survey.authors.length > 0) return [];
  const text = "No author is named: the page and its citation stand without one.";
  return [{ kind: "no-author", blocks: false, block: null, text }];
}

/** Computed sentences that name a point which the author hid: readers look for it in vain. */
function hiddenNames(
  base: Synthesis,
  published: Synthesis,
  overlay: readonly OverlayEdit[],
): RailNote[] {
  const hidden = new Set(overlay.flatMap((edit) => (edit.kind === "hidden" ? [edit.block] : [])));
  return published.sections.flatMap(({ question: { id }, summary }, index) => {
    const themes = base.sections.find(({ question }) => question.id === id)?.themes ?? [];
    const titles = themes.flatMap((theme) =>
      hidden.has(themeBlock(id, theme.id)) && !isNeutralTitle(theme.title) ? [theme.title] : [],
    );
    return summary.flatMap((sentence): RailNote[] => {
      const title = titles.find((one) => sentence.text.includes(`“${one}”`));
      if (title === undefined || sentence.by === "author") return [];
      const text = `Question ${index + 1}: this sentence names “${title}”, which you left out.`;
      return [
        { kind: "left-out", blocks: false, block: sentenceBlock(summaryList(id), sentence), text },
      ];
    });
  });
}
