import { applyOverlay, type EditState, stateOfEdit } from "../synthesis/overlay/apply-overlay";
import {
  dissentBlock,
  findingBlock,
  ownBlock,
  quoteId,
  sentenceBlock,
  summaryList,
  themeBlock,
} from "../synthesis/overlay/blocks";
import { keyOf, type OverlayEdit } from "../synthesis/overlay/edit";
import { selectQuotes } from "../synthesis/overlay/select-quotes";
import { proposedQuotes } from "../synthesis/proposals";
import type { Quote, Sentence, Synthesis } from "../synthesis/synthesis-schema";
import { repeatedHiddenWords } from "./author-words";
import { inexactQuotes } from "./exact-quotes";
import { excerptOf, wholeText } from "./excerpt";
import { holdBackFigures } from "./hold-back";
import { type PublicForm, toPublicForm } from "./public-form";
import type { RailNote } from "./rail-note";
import { readingNotes } from "./reading-notes";
import { sectionNotes } from "./section-notes";

// From the private synthesis to what the public would get, and what stands in the way. The desk, its preview and publishing
// all come here, so that what the author saw is what leaves.

/** How one edit of the author's stands now. */
export type StandingEdit = {
  readonly key: string;
  readonly edit: OverlayEdit;
  readonly state: EditState;
};

/** A passage that is to be quoted: where it stands in its answer, and where in what may be read of it. */
export type ChosenQuote = {
  readonly question: string;
  /** A theme's id, or "dissent". */
  readonly theme: string;
  readonly answer: string;
  readonly start: number;
  readonly end: number;
  /** Null while its respondent has not approved it. */
  readonly shown: { readonly start: number; readonly end: number } | null;
};

export type Composition = {
  /** What was computed, after the consent serializer and the hold-back: what the author's edits are made over. */
  readonly base: Synthesis;
  /** What leaves: the base with the author's edits. */
  readonly published: Synthesis;
  /** Every passage that is to be quoted, whether or not its respondent approved it. */
  readonly quotes: readonly ChosenQuote[];
  readonly edits: readonly StandingEdit[];
  readonly notes: readonly RailNote[];
};

type Compose = {
  /** The private synthesis; its answers have their stored ids. */
  readonly computed: Synthesis;
  readonly overlay: readonly OverlayEdit[];
  /** Every earlier version without the author's edits, the oldest first. */
  readonly earlier: readonly Synthesis[];
  readonly drawId: (privateId: string) => string;
  /** Puts the sentences of a model that were accepted in their places. */
  readonly accept?: (held: Synthesis, publicIdOf: PublicForm["publicIdOf"]) => Synthesis;
};

/** Composes what the public would get of a draft. */
export function composePublication({
  computed,
  overlay,
  earlier,
  drawId,
  accept = (held) => held,
}: Compose): Composition {
  const selection = selectQuotes(computed, overlay);
  const { open: complete, publicIdOf } = toPublicForm(selection.document, { drawId });
  // A model's sentences come after the hold-back, so that one that says a figure which was held back is left out.
  const held = holdBackFigures(earlier, complete, computed.methods.minimumGroup);
  const base = accept(held, publicIdOf);
  const published = applyOverlay(base, overlay);
  const gonePins = new Set(selection.gone.map(keyOf));
  const edits = overlay.map((edit): StandingEdit => {
    const key = keyOf(edit);
    const state: EditState = gonePins.has(key) ? { kind: "gone" } : stateOfEdit(base, edit);
    return { key, edit, state };
  });
  return {
    base,
    published,
    quotes: chosenQuotes(selection.document),
    edits,
    notes: [
      ...wholeNotes(computed),
      ...editNotes(edits),
      ...wordNotes(computed, published),
      ...sectionNotes(selection, complete, base, published),
      ...readingNotes(base, published, overlay),
      ...approvalNotes(selection.document, published),
      ...consentNotes(computed),
    ],
  };
}

function chosenQuotes(selected: Synthesis): ChosenQuote[] {
  const texts = new Map(
    selected.answers.map((answer) => [
      answer.id,
      selected.methods.quotesApprovedBySubmitting
        ? wholeText(answer.text)
        : excerptOf(answer.text, answer.passages ?? []),
    ]),
  );
  return selected.sections.flatMap(({ question, themes, dissent }) =>
    [...themes, ...(dissent?.quote ? [{ id: "dissent", quotes: [dissent.quote] }] : [])].flatMap(
      ({ id, quotes }) =>
        quotes.map(({ answer, start, end }) => ({
          question: question.id,
          theme: id,
          answer,
          start,
          end,
          shown: texts.get(answer)?.place(start, end) ?? null,
        })),
    ),
  );
}

function approvalNotes(selected: Synthesis, published: Synthesis): RailNote[] {
  const waiting = proposedQuotes(selected);
  if (waiting.length === 0) return [];
  const note = (block: string | null, text: string): RailNote[] => [
    { kind: "quote-approval", blocks: false, block, text },
  ];
  const open = new Set(waiting.map(quoteId));
  const places = published.sections.flatMap(({ question, themes }, index): RailNote[] => {
    const own = selected.sections.find((section) => section.question.id === question.id);
    if (own === undefined) return [];
    const at = (block: string, name: string, quotes: readonly Quote[]) => {
      const count = quotes.filter((quote) => open.has(quoteId(quote))).length;
      return count === 0 ? [] : note(block, `Question ${index + 1}, ${name}: ${count}`);
    };
    const texts = selected.answers.filter((answer) => answer.question === question.id);
    if (question.kind === "works") {
      return at(
        findingBlock(question.id),
        "works",
        texts.map(({ id, text }) => ({ answer: id, start: 0, end: text.length, text })),
      );
    }
    const titles = new Map(themes.map(({ id, title }) => [id, title]));
    return [
      ...own.themes.flatMap(({ id, quotes }) => {
        const title = titles.get(id);
        return title === undefined
          ? // A point that is not public yet has no place of its own.
            at(findingBlock(question.id), "a point that is not shown yet", quotes)
          : at(themeBlock(question.id, id), `“${title}”`, quotes);
      }),
      ...at(dissentBlock(question.id), "dissent", own.dissent?.quote ? [own.dissent.quote] : []),
    ];
  });
  const whole =
    waiting.length === 1
      ? "1 passage is not approved by its respondent: it is not shown word for word."
      : `${waiting.length} passages are not approved by their respondents: they are not shown word for word.`;
  return [...note(null, whole), ...places];
}

function wholeNotes(computed: Synthesis): RailNote[] {
  const none: RailNote[] =
    computed.answers.length === 0
      ? [{ kind: "no-answers", blocks: true, block: null, text: "There are no submitted answers." }]
      : [];
  return [
    ...none,
    ...inexactQuotes(computed).map(
      ({ at, message }): RailNote => ({
        kind: "inexact-quote",
        blocks: true,
        block: findingBlock(at),
        text: `This quote is not, to the character, what its respondent wrote: “${message}”`,
      }),
    ),
  ];
}

/** Where an edit is on the desk. */
export function blockOfEdit(edit: OverlayEdit): string | null {
  switch (edit.kind) {
    case "text":
    case "hidden":
      return edit.block;
    case "finding":
      return findingBlock(edit.question);
    case "pin":
      return edit.theme === "dissent"
        ? dissentBlock(edit.question)
        : themeBlock(edit.question, edit.theme);
    case "drop":
      return findingBlock(edit.question);
    case "paragraph":
    case "work":
      return ownBlock(edit.id);
    case "order":
      return null;
  }
}

function editNotes(edits: readonly StandingEdit[]): RailNote[] {
  return edits.flatMap(({ edit, state }): RailNote[] => {
    const block = blockOfEdit(edit);
    if (state.kind === "stale") {
      const text = "What you reworded has changed since. Keep your words, take the new, or merge.";
      return [{ kind: "stale", blocks: true, block, text }];
    }
    if (state.kind !== "gone") return [];
    if (edit.kind === "hidden") return [];
    const text =
      edit.kind === "pin"
        ? "A passage that you pinned is not there any more."
        : "What you wrote about is not there any more. Your words are kept in the rail.";
    return [{ kind: "gone", blocks: true, block: null, text }];
  });
}

function wordNotes(computed: Synthesis, published: Synthesis): RailNote[] {
  const quotable = new Set(
    published.answers.filter(({ text }) => text !== "").map(({ text }) => text),
  );
  const hidden = computed.answers.map(({ text }) => text).filter((text) => !quotable.has(text));
  const ownWorks = new Set(
    published.sections.flatMap(({ works }) =>
      works.flatMap(({ by, id }) => (by === "author" ? [ownBlock(id.replace(/^own:/, ""))] : [])),
    ),
  );
  return [
    ...repeatedHiddenWords(published, hidden).map(
      ({ block, words }): RailNote => ({
        kind: "repeated-words",
        blocks: true,
        block,
        text: ownWorks.has(block)
          ? `This work of yours is named in an answer that may not be quoted: “${words}”. Take it out, or wait until an answer that names it may be shown.`
          : `This repeats words of an answer that may not be quoted: “${words}”`,
      }),
    ),
    ...unsourced(published).map(
      (block): RailNote => ({
        kind: "no-source",
        blocks: true,
        block,
        text: "This sentence rests on nothing that a reader can open.",
      }),
    ),
  ];
}

/** Sentences that nobody signs and that rest on nothing. */
function unsourced({ overview, keyPoints, sections }: Synthesis): string[] {
  const bare = (list: string, all: readonly Sentence[]) =>
    all
      .filter(({ by, sources }) => by !== "author" && sources.length === 0)
      .map((sentence) => sentenceBlock(list, sentence));
  return [
    ...bare("overview", overview),
    ...bare("key", keyPoints),
    ...sections.flatMap(({ question, summary }) => bare(summaryList(question.id), summary)),
  ];
}

function consentNotes({ answers }: Synthesis): RailNote[] {
  const counted = answers.filter(({ attribution }) => attribution === "aggregate").length;
  const forAuthor = answers.filter(({ attribution }) => attribution === "author").length;
  const silent = answers.filter(
    ({ attribution, quote, text }) =>
      (attribution === "named" || attribution === "role") && !quote && text.trim() !== "",
  ).length;
  const note = (count: number, one: string, many: string): RailNote[] =>
    count === 0
      ? []
      : [
          {
            kind: "consent",
            blocks: false,
            block: null,
            text: count === 1 ? `1 answer ${one}` : `${count} answers ${many}`,
          },
        ];
  return [
    ...note(
      counted,
      "is counted only: its words and its respondent are not shown.",
      "are counted only: their words and their respondents are not shown.",
    ),
    ...note(
      forAuthor,
      "is for you alone: its value counts, nothing else is used.",
      "are for you alone: their values count, nothing else is used.",
    ),
    ...note(
      silent,
      "shows its value but may not be quoted.",
      "show their values but may not be quoted.",
    ),
  ];
}
