import { z } from "zod";
import { normalizeText } from "../../text-form";
import type { Sentence, Source } from "../synthesis-schema";
import { type Brief, instructions, type Request } from "./brief";
import { checkSentence, type DropReason } from "./check-sentence";
import { readThemes, type SortedThemes, type ThemeFault, themesSchema } from "./check-themes";

const sentenceSchema = z.object({
  place: z.string().max(40),
  text: z.string().max(2_000),
  statistics: z.array(z.string().max(120)).max(20),
  quotes: z
    .array(z.object({ answer: z.string().max(80), words: z.string().min(1).max(1_000) }))
    .max(12),
});

/** The shape that a model is asked for. */
export const replySchema = z.object({
  sentences: z.array(sentenceSchema).max(20),
  ...themesSchema.shape,
});

/** The same with each sentence still to be looked at, so that a crooked one takes no straight one along. */
const looseReplySchema = z.object({ sentences: z.array(z.unknown()).max(60) });

/** A sentence that passed, with the rule's that it would replace. */
export type Proposal = {
  readonly place: string;
  readonly rule: Sentence;
  readonly text: string;
  readonly sources: readonly Source[];
};

export type Dropped = { readonly place: string; readonly reason: DropReason | ThemeFault };

export type ReplyReading = {
  readonly proposals: readonly Proposal[];
  readonly dropped: readonly Dropped[];
  /** How it sorted the points; null where it did not, or not so that it may be shown. */
  readonly sorted: SortedThemes | null;
};

/** Ranges of copied words in a text, to the character; null where they do not stand there. */
function rangeOf(words: string, text: string | undefined): { start: number; end: number } | null {
  const start = text?.indexOf(words) ?? -1;
  return start < 0 ? null : { start, end: start + words.length };
}

/** A cited passage must be long enough to be one. */
const shortestQuote = 12;

function readSources(
  { statistics, quotes }: z.infer<typeof sentenceSchema>,
  brief: Brief,
  request: Pick<Request, "answerOf">,
): readonly Source[] | DropReason {
  const sources: Source[] = [...new Set(statistics)].map((statistic) => ({ statistic }));
  for (const { answer, words } of quotes) {
    const id = request.answerOf.get(answer);
    if (id === undefined) return "unknown-answer";
    const range = rangeOf(normalizeText(words), brief.texts.get(id));
    if (range === null || words.length < shortestQuote) return "inexact-quote";
    sources.push({ answer: id, ...range });
  }
  return sources;
}

/**
 * Reads what a model replied: the sentences that pass every check, and for each other one why it was dropped. Null where
 * the reply has not the shape that was asked for.
 */
export function readReply(
  reply: unknown,
  brief: Brief,
  request: Pick<Request, "answerOf" | "pointOf">,
  nameWords: ReadonlySet<string>,
): ReplyReading | null {
  const parsed = looseReplySchema.safeParse(reply);
  if (!parsed.success) return null;
  const places = new Map(brief.places.map((one) => [one.place, one.rule]));
  const taken = new Set<string>();
  const proposals: Proposal[] = [];
  const dropped: Dropped[] = [];
  for (const entry of parsed.data.sentences) {
    const sentence = sentenceSchema.safeParse(entry);
    if (!sentence.success) {
      dropped.push({ place: "", reason: "wrong-shape" });
      continue;
    }
    const { place } = sentence.data;
    const text = normalizeText(sentence.data.text).trim();
    const rule = places.get(place);
    if (rule === undefined) {
      dropped.push({ place: "", reason: "unknown-place" });
      continue;
    }
    const sources = readSources(sentence.data, brief, request);
    const reason =
      typeof sources === "string"
        ? sources
        : taken.has(place)
          ? "repeated"
          : checkSentence({ text, sources }, rule, {
              section: brief.section,
              texts: brief.texts,
              nameWords,
              instructions,
            });
    if (reason !== null || typeof sources === "string") {
      dropped.push({ place, reason: reason ?? "no-source" });
      continue;
    }
    taken.add(place);
    proposals.push({ place, rule, text, sources });
  }
  const themes = readThemes(reply, brief, request, nameWords);
  for (const reason of themes?.faults ?? []) dropped.push({ place: "themes", reason });
  return { proposals, dropped, sorted: themes?.sorted ?? null };
}
