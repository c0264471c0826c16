import type { Synthesis } from "../synthesis/synthesis-schema";

/** One thing that is different from the version before, in words. */
export type Change = {
  readonly kind: "first" | "finding" | "answers" | "quotes" | "respondents" | "words" | "none";
  readonly text: string;
};

/** What changed between two public versions, from their data alone. */
export function changesBetween(before: Synthesis | null, after: Synthesis): Change[] {
  if (!before) return [{ kind: "first", text: "First version." }];
  const changes: Change[] = [];
  if (before.methods.answered !== after.methods.answered) {
    changes.push({
      kind: "answers",
      text: `${respondents(after.methods.answered)} answered; before it was ${before.methods.answered}.`,
    });
  }
  after.sections.forEach((section, index) => {
    const place = `Question ${index + 1}`;
    const old = before.sections.find(({ question }) => question.id === section.question.id);
    if (!old) {
      changes.push({ kind: "finding", text: `${place} is new.` });
      return;
    }
    const was = words(old.finding);
    const is = words(section.finding);
    if (was !== is) {
      changes.push({
        kind: "finding",
        text: isWorded(section)
          ? `${place}: the finding changed.`
          : `${place}: “${is}”; before it was “${was}”.`,
      });
    }
    if (old.question.prompt !== section.question.prompt) {
      changes.push({ kind: "words", text: `${place} is worded anew.` });
    }
  });
  for (const section of before.sections) {
    if (!after.sections.some(({ question }) => question.id === section.question.id)) {
      changes.push({
        kind: "finding",
        text: `The question “${section.question.prompt}” was taken out.`,
      });
    }
  }
  const quotes = count(after) - count(before);
  if (quotes !== 0) {
    changes.push({
      kind: "quotes",
      text: `${Math.abs(quotes)} ${Math.abs(quotes) === 1 ? "quote" : "quotes"} ${quotes > 0 ? "more" : "fewer"}.`,
    });
  }
  if (
    before.survey.title !== after.survey.title ||
    before.survey.introduction !== after.survey.introduction
  ) {
    changes.push({ kind: "words", text: "Title or opening edited by the author." });
  }
  return changes.length > 0
    ? changes
    : [{ kind: "none", text: "No finding and no figure of a finding changed." }];
}

/** A finding made of respondents' words is not repeated: a changelog is kept as it was written, whoever withdraws. */
function isWorded({ question, finding }: Synthesis["sections"][number]): boolean {
  return (question.kind === "works" || question.kind === "text") && !finding.overridden;
}

function words({ words, counts, overridden }: Synthesis["sections"][number]["finding"]): string {
  return `${overridden?.words ?? words}${counts ? ` (${counts})` : ""}`;
}

function count(synthesis: Synthesis): number {
  return synthesis.sections.reduce(
    (sum, section) => sum + section.themes.reduce((own, theme) => own + theme.quotes.length, 0),
    0,
  );
}

function respondents(n: number): string {
  return n === 1 ? "1 person" : `${n} people`;
}
