import type { SetupDraft } from "./question-draft";

export const kindWords = {
  stance: "Position on a scale",
  choice: "Choice among options",
  estimate: "Estimate",
  works: "List of works",
  text: "Free text",
} as const satisfies Record<SetupDraft["kind"], string>;

const units = { percent: "percent", year: "a year", number: "a number" } as const;

/** What a question is set to, a line each: for a summary, and to compare two setups by eye. */
export function setupInWords(setup: SetupDraft): readonly string[] {
  const lines: (string | false | undefined)[] = [kindWords[setup.kind]];
  switch (setup.kind) {
    case "stance":
      lines.push(
        setup.scale.map((label) => label || "—").join(" · "),
        setup.poles && `ends read as “${setup.poles[0]}” and “${setup.poles[1]}”`,
        setup.confidence ? "with confidence" : "without confidence",
      );
      break;
    case "choice":
      lines.push(
        setup.options.map(({ label }) => label || "—").join(" · "),
        setup.multiple ? "several can be chosen" : "one can be chosen",
        setup.other && "with “other”",
        setup.order === "fixed" ? "in this order" : "in an order drawn for each expert",
      );
      break;
    case "estimate":
      lines.push(
        units[setup.unit],
        setup.min !== undefined && `from ${setup.min}`,
        setup.unread?.min && `from “${setup.unread.min}”, which is no number`,
        setup.max !== undefined && `to ${setup.max}`,
        setup.unread?.max && `to “${setup.unread.max}”, which is no number`,
        setup.never && "with “never”",
        setup.interval && "with an interval",
      );
      break;
    case "works":
      lines.push(
        (setup.columns ?? ["title"]).join(" · "),
        (setup.works ?? []).length > 0 && `${setup.works?.length} of your own`,
        ...(setup.works ?? []).map((row) => row["title"] ?? "—"),
      );
      break;
    case "text":
      break;
  }
  lines.push(setup.required && "must be answered");
  return lines.filter((line): line is string => typeof line === "string" && line !== "");
}

/** The same as the public reads it, in one line: without what its author alone is told. */
export function askedInWords(setup: SetupDraft): string {
  if (setup.kind !== "works") return setupInWords(setup).join("; ");
  const { works: _own, ...asked } = setup;
  return setupInWords(asked).join("; ");
}

/** The first words of {@link setupInWords}, for one line. */
export function setupInShort(setup: SetupDraft): string {
  const [kind, first] = setupInWords(setup);
  return [kind, setup.kind === "text" ? undefined : first].filter(Boolean).join(": ");
}
