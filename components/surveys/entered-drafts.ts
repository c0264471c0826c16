import type { AnswerDraft } from "@/lib/core/answers/draft-fields";

/** One person's answers as an author has typed them, before they are entered. */
export type EnteredDraft = {
  readonly id: string;
  /** When something was typed last; milliseconds of this browser's clock. */
  readonly at: number;
  readonly name: string;
  readonly role: string;
  readonly email: string;
  /** By the question's id. */
  readonly answers: Readonly<Record<string, Partial<AnswerDraft>>>;
};

/** After so many days what was begun is let go: they are another person's words, and nobody has come back to them. */
const keptDays = 60;

/** What this browser keeps of answers that are being entered: each person under a key of its own, so that two tabs mix nobody. */
export class EnteredDrafts {
  constructor(
    /** Null where the browser forbids storage. */
    private readonly storage: Pick<
      Storage,
      "getItem" | "setItem" | "removeItem" | "key" | "length"
    > | null,
    /** The survey and the author. */
    private readonly scope: string,
  ) {}

  /** Keeps a draft; false where the browser did not take it. */
  keep(draft: EnteredDraft): boolean {
    try {
      this.storage?.setItem(this.keyOf(draft.id), JSON.stringify(draft));
      return this.storage !== null;
    } catch {
      return false;
    }
  }

  forget(id: string): void {
    this.storage?.removeItem(this.keyOf(id));
  }

  find(id: string): EnteredDraft | null {
    return read(this.storage?.getItem(this.keyOf(id)) ?? null);
  }

  /** Everything that was begun and not entered, the last first. */
  list(nowMs: number): readonly EnteredDraft[] {
    const { storage } = this;
    if (storage === null) return [];
    const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? "");
    const drafts = keys
      .filter((key) => key.startsWith(this.keyOf("")))
      .flatMap((key) => read(storage.getItem(key)) ?? []);
    const old = nowMs - keptDays * 86_400_000;
    for (const { id } of drafts.filter(({ at }) => at < old)) this.forget(id);
    return drafts.filter(({ at }) => at >= old).sort((a, b) => b.at - a.at);
  }

  private keyOf(id: string): string {
    return `consilience entering ${this.scope} ${id}`;
  }
}

/** A kept draft; null for anything else that stands in its place. */
function read(text: string | null): EnteredDraft | null {
  try {
    const draft: unknown = JSON.parse(text ?? "null");
    const isDraft =
      typeof draft === "object" &&
      draft !== null &&
      "answers" in draft &&
      typeof draft.answers === "object" &&
      draft.answers !== null &&
      "at" in draft &&
      typeof draft.at === "number" &&
      ["id", "name", "role", "email"].every(
        (field) => typeof Object.entries(draft).find(([key]) => key === field)?.[1] === "string",
      );
    // Written by this class alone, and looked at above.
    return isDraft ? (draft as EnteredDraft) : null;
  } catch {
    return null;
  }
}

/** Whether anything was typed. */
export function isBegun({ name, role, email, answers }: Omit<EnteredDraft, "id" | "at">): boolean {
  const said = (value: unknown) =>
    Array.isArray(value) ? value.length > 0 : typeof value === "string" && value.trim() !== "";
  return (
    [name, role, email].some(said) ||
    Object.values(answers).some((answer) => Object.values(answer).some(said))
  );
}
