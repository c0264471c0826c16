import type { Composition } from "@/lib/core/publication/compose";
import {
  dissentBlock,
  findingBlock,
  sentenceBlock,
  summaryList,
  textOfBlock,
  themeBlock,
  workBlock,
} from "@/lib/core/synthesis/overlay/blocks";
import { keyOf } from "@/lib/core/synthesis/overlay/edit";
import type { Section, SynthesisAnswer } from "@/lib/core/synthesis/synthesis-schema";
import { sentences as sentencesOf } from "@/lib/core/synthesis/text/sentences";
import type { Links } from "../links";
import type { StandingEntry } from "./desk-context";
import type { Wording } from "./editable";
import type { Passage } from "./quotes";

/** The draft as the desk shows it. */
export type DeskDraft = Composition & {
  readonly inputHash: string;
  readonly computedAt: string;
  readonly changes: readonly string[];
  /** What the points are called in the answers, by block. */
  readonly titles: Readonly<Record<string, string>>;
  readonly passages: readonly Pick<
    SynthesisAnswer,
    "id" | "question" | "shownAs" | "text" | "value"
  >[];
};

/** What the parts of the desk's page are made from. */
export type DeskParts = {
  readonly draft: DeskDraft;
  readonly entries: readonly StandingEntry[];
  readonly answers: ReadonlyMap<string, SynthesisAnswer>;
  readonly links: Links;
};

/** What blocks are called where they cannot be seen. */
export function blockNames({ base, edits, passages }: DeskDraft): Record<string, string> {
  const names: Record<string, string> = { title: "The title", opening: "The opening" };
  for (const sentence of base.overview) names[sentenceBlock("overview", sentence)] = sentence.text;
  for (const sentence of base.keyPoints) names[sentenceBlock("key", sentence)] = sentence.text;
  for (const { question, summary, themes, works } of base.sections) {
    names[findingBlock(question.id)] = question.prompt;
    names[dissentBlock(question.id)] = `Dissent: ${question.prompt}`;
    for (const one of summary) names[sentenceBlock(summaryList(question.id), one)] = one.text;
    for (const theme of themes) names[themeBlock(question.id, theme.id)] = `“${theme.title}”`;
    for (const work of works) names[workBlock(question.id, work.id)] = work.title;
  }
  const texts = new Map(passages.map(({ id, text }) => [id, text]));
  for (const { edit } of edits) {
    if (edit.kind !== "drop") continue;
    const words = texts.get(edit.answer)?.slice(edit.start, edit.end);
    if (words) names[keyOf(edit)] = `“${words}”`;
  }
  return names;
}

/** How a block of words stands: as it is shown, as it was computed, and by whom it was reworded. */
export function wordingOf(
  { draft, entries }: Pick<DeskParts, "draft" | "entries">,
  block: string,
  name: string,
  text: string,
): Wording {
  const key = `text:${block}`;
  const found = draft.edits.find((one) => one.key === key);
  const edit = found?.edit.kind === "text" ? found.edit : null;
  return {
    block,
    name,
    text,
    computed: textOfBlock(draft.base, block) ?? "",
    edited: edit && {
      by: entries.find((entry) => entry.key === key)?.by ?? "the author",
      source: edit.source.text,
      stale: found?.state.kind === "stale",
    },
  };
}

/** The sentences of the answers that may be quoted here, those of the theme's own answers first. */
export function passagesFor(
  { passages, quotes }: DeskDraft,
  section: Section,
  preferred: readonly string[],
  theme: string,
): Passage[] {
  const first = new Set(preferred);
  const { id: question } = section.question;
  const own = passages.filter(
    (answer) => answer.question === question && (theme !== "dissent" || first.has(answer.id)),
  );
  const rank = (id: string) => (first.has(id) ? 0 : 1);
  return own
    .sort((a, b) => rank(a.id) - rank(b.id))
    .flatMap(({ id, shownAs, text }) =>
      sentencesOf(text).map(({ start, end }): Passage => {
        const chosen = quotes.find(
          (quote) =>
            quote.question === question &&
            quote.theme === theme &&
            quote.answer === id &&
            quote.start < end &&
            start < quote.end,
        );
        return {
          answer: id,
          by: shownAs,
          start,
          end,
          text: text.slice(start, end),
          state: chosen === undefined ? "free" : chosen.shown ? "quoted" : "waiting",
        };
      }),
    );
}
