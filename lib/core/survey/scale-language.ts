import type { Language } from "../language";
import type { SetupDraft } from "./question-draft";
import { standardScales } from "./standard-scales";

/** What findings call the ends of each: they are read off English labels, and have to be said of others. */
const ends = { agreement: ["disagree", "agree"], likelihood: ["no", "yes"] } as const;

/**
 * A question with its standard scale in another language; null where it has none, has it in that language already, or
 * has labels of the author's own. Ends that somebody has named stay as they are.
 */
export function withScaleIn(setup: SetupDraft, language: Language): SetupDraft | null {
  if (setup.kind !== "stance") return null;
  const typed = JSON.stringify(setup.scale);
  for (const name of ["agreement", "likelihood"] as const) {
    const scales: Readonly<Record<Language, readonly string[]>> = standardScales[name];
    if (Object.values(scales).every((scale) => JSON.stringify(scale) !== typed)) continue;
    if (JSON.stringify(scales[language]) === typed) return null;
    const [low, high] = ends[name];
    return { ...setup, scale: [...scales[language]], poles: setup.poles ?? [low, high] };
  }
  return null;
}
