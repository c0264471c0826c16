import type { Section, Synthesis, SynthesisAnswer } from "../synthesis/synthesis-schema";

const withdrawn = "withdrawn";

/** Who answered by name: what the public forms of their named answers say of them, and nothing else. */
export type NamedRespondent = {
  /** The name in lower-case letters, digits and dashes: an address that stays through versions. */
  readonly id: string;
  readonly name: string;
  readonly role: string;
  /** Declared interests; empty where none were. */
  readonly interests: string;
  /** By the question's id. */
  readonly answers: ReadonlyMap<string, SynthesisAnswer>;
};

/** The named respondents of a public synthesis by the alphabet. Whoever withdrew is not among them. */
export function namedRespondents(synthesis: Pick<Synthesis, "answers">): NamedRespondent[] {
  const found = new Map<string, Map<string, SynthesisAnswer>>();
  for (const answer of synthesis.answers) {
    if (answer.attribution !== "named" || !isShownBy(answer)) continue;
    const key = answer.respondent ?? answer.shownAs;
    const own = found.get(key) ?? new Map<string, SynthesisAnswer>();
    own.set(answer.question, answer);
    found.set(key, own);
  }
  const taken = new Map<string, number>();
  return [...found.values()]
    .map((answers) => {
      const own = [...answers.values()];
      const said = (field: "role" | "interests") =>
        own.map((answer) => answer[field] ?? "").find((one) => one && one !== withdrawn) ?? "";
      return {
        name: own[0]?.shownAs ?? "",
        role: said("role"),
        interests: said("interests"),
        answers,
      };
    })
    .sort(
      (a, b) =>
        a.name.localeCompare(b.name, "en", { numeric: true }) || a.role.localeCompare(b.role, "en"),
    )
    .map((respondent) => {
      const wanted = idOf(respondent.name);
      const count = (taken.get(wanted) ?? 0) + 1;
      taken.set(wanted, count);
      return { id: count === 1 ? wanted : `${wanted}-${count}`, ...respondent };
    });
}

/** Whether an answer still says whose it is. */
export function isShownBy({ shownAs }: Pick<SynthesisAnswer, "shownAs">): boolean {
  return shownAs !== "" && shownAs !== withdrawn;
}

function idOf(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
  return [...words].slice(0, 60).join("") || "respondent";
}

/** Respondents in the order of their answers to a question; whoever shows none there stands last, either way round. */
export function sortRespondents(
  respondents: readonly NamedRespondent[],
  section: Section | null,
  descending: boolean,
): NamedRespondent[] {
  const sign = descending ? -1 : 1;
  if (section === null) {
    return [...respondents].sort(
      (a, b) => sign * a.name.localeCompare(b.name, "en", { numeric: true }),
    );
  }
  const keys = new Map(
    respondents.map((one) => {
      const answer = one.answers.get(section.question.id);
      return [one.id, answer === undefined ? null : sortKey(section, answer)] as const;
    }),
  );
  return [...respondents].sort((a, b) => {
    const [x, y] = [keys.get(a.id) ?? null, keys.get(b.id) ?? null];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    const order =
      typeof x === "number" && typeof y === "number"
        ? x - y || 0
        : String(x).localeCompare(String(y), "en", { numeric: true });
    return sign * order;
  });
}

/** Where an answer stands among the others; null where it shows nothing to order by. */
function sortKey(section: Section, answer: SynthesisAnswer): number | string | null {
  const { kind } = section.question;
  if (kind === "works") {
    return section.works.filter((work) => work.answers.includes(answer.id)).length;
  }
  const { value } = answer;
  if (value === "" || value === "none") return null;
  if (kind === "choice") return value;
  if (value === "never") return Number.MAX_VALUE;
  if (value.startsWith(">")) return Number.MAX_VALUE / 2;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
