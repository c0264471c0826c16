import type { Section, Sentence, Source, Synthesis } from "../synthesis-schema";
import { instructions } from "./brief";
import { checkSentence } from "./check-sentence";

// A sentence that a model worded and an author accepted, on its way into a public synthesis. It is looked at anew each
// time: its sources must be there, be public and be what they were, and every check must pass on the figures of the day.

/** A source as it is kept: the ids of a synthesis change with every regeneration, respondent and question do not. */
export type KeptSource =
  | {
      readonly statistic: string;
      /** Of a theme, whose id changes. */
      readonly title?: string;
    }
  | {
      readonly respondent: string;
      readonly question: string;
      /** The passage: it is looked for anew, since a text may become longer by another approved quote. */
      readonly words: string;
    };

/** A kept sentence: proposed, or accepted. */
export type KeptSentence = {
  readonly id: string;
  readonly model: string;
  /** The question that it is about. */
  readonly question: string;
  readonly keyPoint: boolean;
  /** The rule's sentence in whose place it stands. */
  readonly replaces: string;
  readonly text: string;
  readonly sources: readonly KeptSource[];
  /** The author who accepted it, by name; "" where none was given. */
  readonly acceptedBy: string;
};

/** What ties the ids of a public synthesis to respondents. */
export type Identity = {
  /** The public id of a respondent's answer to a question; undefined where it is not public. */
  readonly publicIdOf: (respondent: string, question: string) => string | undefined;
  readonly nameWords: ReadonlySet<string>;
};

/** The model that text of a survey was sent to. */
export type AskedModel = { readonly name: string; readonly host: string };

/** All sentences of a synthesis that a model worded. */
export function modelSentences(
  synthesis: Pick<Synthesis, "overview" | "keyPoints" | "sections">,
): Sentence[] {
  return [
    ...synthesis.overview,
    ...synthesis.keyPoints,
    ...synthesis.sections.flatMap(({ summary }) => summary),
  ].filter(({ by }) => by === "model");
}

/** The form in which sources are kept; `answerOf` gives the public text. Null where one of them is no longer there. */
export function keepSources(
  sources: readonly Source[],
  section: Section,
  answerOf: (
    publicId: string,
  ) =>
    | { readonly respondent: string; readonly question: string; readonly text: string }
    | undefined,
): KeptSource[] | null {
  const kept: KeptSource[] = [];
  for (const source of sources) {
    if ("work" in source) return null;
    if ("statistic" in source) {
      const theme = themeOf(source.statistic, section);
      kept.push({ statistic: source.statistic, ...(theme ? { title: theme.title } : {}) });
      continue;
    }
    const answer = answerOf(source.answer);
    if (answer === undefined || !("start" in source)) return null;
    const { respondent, question, text } = answer;
    kept.push({ respondent, question, words: text.slice(source.start, source.end) });
  }
  return kept;
}

function themeOf(statistic: string, section: Section) {
  const id = /^themes\.([^.]+)\.count$/.exec(statistic)?.[1];
  return id === undefined ? undefined : section.themes.find((theme) => theme.id === id);
}

function readSource(
  kept: KeptSource,
  section: Section,
  texts: ReadonlyMap<string, string>,
  { publicIdOf }: Identity,
): Source | null {
  if ("statistic" in kept) {
    if (kept.title === undefined) return { statistic: kept.statistic };
    const theme = section.themes.find(({ title }) => title === kept.title);
    return theme === undefined ? null : { statistic: `themes.${theme.id}.count` };
  }
  const answer = publicIdOf(kept.respondent, kept.question);
  const start = answer === undefined ? -1 : (texts.get(answer)?.indexOf(kept.words) ?? -1);
  if (answer === undefined || start < 0 || kept.words === "") return null;
  return { answer, start, end: start + kept.words.length };
}

function quotableTexts(synthesis: Synthesis, question: string): ReadonlyMap<string, string> {
  return new Map(
    synthesis.answers.flatMap(({ id, question: of, quote, text }) =>
      of === question && quote && text !== "" ? [[id, text] as const] : [],
    ),
  );
}

/**
 * The sentence as it may stand in a public synthesis now, with the rule's that it replaces. Null when it is stale: the
 * rule says something else by now, a source is gone or different, or a check no longer passes.
 */
export function settle(
  kept: KeptSentence,
  synthesis: Synthesis,
  identity: Identity,
): { readonly rule: Sentence; readonly sentence: Sentence } | null {
  const section = synthesis.sections.find(({ question }) => question.id === kept.question);
  if (section === undefined) return null;
  const list = kept.keyPoint ? synthesis.keyPoints : section.summary;
  const rule = list.find(({ by, text }) => by === "rules" && text === kept.replaces);
  if (rule === undefined) return null;
  const texts = quotableTexts(synthesis, kept.question);
  const sources: Source[] = [];
  for (const one of kept.sources) {
    const source = readSource(one, section, texts, identity);
    if (source === null) return null;
    sources.push(source);
  }
  const { nameWords } = identity;
  const failed = checkSentence({ text: kept.text, sources }, rule, {
    section,
    texts,
    nameWords,
    instructions,
  });
  if (failed !== null) return null;
  // What a key point is about stands first among its sources: by it the rule's comes back.
  const about = `sections.${kept.question}.finding`;
  const ordered = kept.keyPoint
    ? [
        { statistic: about },
        ...sources.filter((one) => !("statistic" in one && one.statistic === about)),
      ]
    : sources;
  return {
    rule,
    sentence: {
      ...(rule.id === undefined ? {} : { id: rule.id }),
      text: kept.text,
      by: "model",
      model: kept.model,
      sources: ordered,
    },
  };
}

/**
 * A public synthesis with the accepted sentences in the places of the rules'. What does not hold is left out, and the
 * rule's own sentence stays. It comes last, after the serializer and whatever holds figures back. `asked` is null where
 * nothing was sent to a model.
 */
export function putAccepted(
  synthesis: Synthesis,
  accepted: readonly KeptSentence[],
  identity: Identity,
  asked: AskedModel | null,
): Synthesis {
  const instead = new Map<Sentence, { sentence: Sentence; by: string }>();
  for (const kept of accepted) {
    const found = settle(kept, synthesis, identity);
    if (found === null || instead.has(found.rule)) continue;
    instead.set(found.rule, { sentence: found.sentence, by: kept.acceptedBy.trim() });
  }
  const grouped = synthesis.sections.flatMap((section) => section.grouped ?? []);
  if (instead.size === 0 && grouped.length === 0 && asked === null) return synthesis;
  const put = (list: readonly Sentence[]) => list.map((one) => instead.get(one)?.sentence ?? one);
  const used = [...instead.values()];
  const models = new Set([
    ...used.map(({ sentence }) => sentence.model ?? ""),
    ...grouped.map(({ model }) => model),
  ]);
  const accepters = [...used.map(({ by }) => by), ...grouped.map((one) => one.acceptedBy.trim())];
  const names = new Set(accepters.filter((name) => name !== ""));
  return {
    ...synthesis,
    keyPoints: put(synthesis.keyPoints),
    sections: synthesis.sections.map(
      (section) => ({ ...section, summary: put(section.summary) }) as Section,
    ),
    methods: {
      ...synthesis.methods,
      textBy: models.size === 0 ? "rules" : [...models].sort().join(", "),
      ...(asked === null ? {} : { model: { ...asked, acceptedBy: [...names].sort() } }),
    },
  };
}

/** What became of a kept sentence since it was kept. */
export type Standing = "holds" | "stale" | "words-gone";

/** Whether a kept sentence may still be used; "words-gone" when an answer that it rests on may no longer be quoted. */
export function standingOf(kept: KeptSentence, synthesis: Synthesis, identity: Identity): Standing {
  if (settle(kept, synthesis, identity) !== null) return "holds";
  const section = synthesis.sections.find(({ question }) => question.id === kept.question);
  if (section === undefined) return "words-gone";
  const texts = quotableTexts(synthesis, kept.question);
  const words = kept.sources.filter(
    (source) => !("statistic" in source) || source.title !== undefined,
  );
  const gone = words.some((source) => readSource(source, section, texts, identity) === null);
  return gone ? "words-gone" : "stale";
}
