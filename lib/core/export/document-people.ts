import { rewordingWords } from "../synthesis/earlier-wordings";
import { enteredWords } from "../synthesis/entered-words";
import { feedbackWords } from "../synthesis/feedback-words";
import type { Section, Synthesis, SynthesisAnswer } from "../synthesis/synthesis-schema";
import { type Block, text } from "./blocks";
import { cleanLine } from "./clean-text";
import { heading, paragraph, table, who } from "./document-parts";
import type { ExportMeta } from "./export-meta";
import { consentWords, methodsLine, recruitment, textOrigin, valueWords } from "./plain-words";

/** Respondents by questions, named answers only; a cell that may not be shown looks like one left empty. */
export function whoAnswered({ answers, sections }: Synthesis): Block[] {
  const people = new Map<string, SynthesisAnswer[]>();
  for (const answer of answers) {
    if (answer.attribution !== "named" || cleanLine(answer.shownAs) === "") continue;
    const key = answer.respondent ?? answer.shownAs;
    people.set(key, [...(people.get(key) ?? []), answer]);
  }
  const rows = [...people.values()]
    .map((own) => {
      const role = own.map((answer) => cleanLine(answer.role ?? "")).find(Boolean);
      const interests = own.map((answer) => cleanLine(answer.interests ?? "")).find(Boolean);
      const name = who(own[0]);
      const named = role ? `${name}, ${role}` : name;
      return [
        interests ? `${named} (interests: ${interests})` : named,
        ...sections.map((section) => {
          const answer = own.find(({ question }) => question === section.question.id);
          return answer ? (valueWords(section, answer) ?? inWords(section, answer)) : "";
        }),
      ];
    })
    .sort(([a = ""], [b = ""]) => a.localeCompare(b, "en"));
  if (rows.length === 0) return [];
  return [
    heading(2, "Who answered", "who"),
    paragraph(
      [text("Answers given by name. Other answers count in the figures and are not listed here.")],
      "aside",
    ),
    table(["Respondent", ...sections.map((_, index) => `Question ${index + 1}`)], rows, []),
  ];
}

function inWords({ question, works }: Section, { id }: SynthesisAnswer): string {
  if (question.kind !== "works") return "in words";
  const named = works.filter((work) => work.answers.includes(id)).length;
  return named > 0 ? `${named} ${named === 1 ? "work" : "works"}` : "in words";
}

/** What named respondents declared about who funds and who employs them. */
function interestsInWords(synthesis: Synthesis): string {
  const declared = new Map<string, string>();
  for (const answer of synthesis.answers) {
    const sentence = cleanLine(answer.interests ?? "");
    if (answer.attribution === "named" && sentence !== "") declared.set(who(answer), sentence);
  }
  if (declared.size === 0) return "None by a respondent who is named.";
  return [...declared]
    .sort(([a], [b]) => a.localeCompare(b, "en"))
    .map(([name, sentence]) => `${name}: ${sentence}`)
    .join(" · ");
}

/** How the synthesis was made. */
export function methodsList(synthesis: Synthesis, meta: ExportMeta): Block {
  const feedback = feedbackWords(synthesis);
  const entered = enteredWords(synthesis.methods);
  const { methods, sections } = synthesis;
  const { findingRules } = methods;
  const version = [
    meta.version === undefined ? "" : `Version ${meta.version}.`,
    meta.sha256 ? `SHA-256 of this version: ${meta.sha256}.` : "",
  ].filter(Boolean);
  const entry = (name: string, words: string): Block[] => [
    paragraph([{ type: "strong", children: [text(`${name}.`)] }, text(` ${words}`)]),
  ];
  return {
    type: "list",
    start: null,
    items: [
      entry("Answers", methodsLine(methods)),
      [
        ...entry("Questions", "As they were asked:"),
        {
          type: "list",
          start: 1,
          items: sections.map(({ question }) => {
            const labels = question.scale ?? question.options?.map(({ label }) => label) ?? [];
            const given = labels.length > 0 ? ` (${labels.join(" · ")})` : "";
            const reworded = rewordingWords(methods, question.id);
            return [
              paragraph([text(`${question.prompt}${given}`)]),
              ...(reworded === null ? [] : [paragraph([text(reworded)])]),
            ];
          }),
        },
      ],
      entry(
        "Findings",
        `Computed from the answers by fixed rules, ${findingRules.id}${findingRules.declaredBefore ? ", declared before the first answer" : ""}. SHA-256 of the rules: ${findingRules.sha256}.`,
      ),
      entry("How respondents were found", recruitment(methods.recruited)),
      ...(entered === null ? [] : [entry("Entered by the author", entered)]),
      ...(feedback === null ? [] : [entry("Feedback", feedback)]),
      entry("Consent", consentWords(methods)),
      entry("Interests declared", interestsInWords(synthesis)),
      entry("Text", textOrigin(synthesis)),
      ...(version.length > 0 ? [entry("Version", version.join(" "))] : []),
    ],
  };
}
