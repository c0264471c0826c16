import type { JsonValue } from "../json";
import { isObject, type StoredField } from "./version";

/** A title as a version stores it: words, or the commitment to them. */
export type StoredTitle = { readonly computed: JsonValue; readonly edited: JsonValue | null };

/** Commitments behind which the words of a title are. */
export function titleCommitments({ computed, edited }: StoredTitle): string[] {
  return [edited, computed].flatMap((one) => commitmentOf(one) ?? []);
}

/**
 * The title of the page: the author's, or else the survey's as of the version; null where both were taken out with
 * withdrawn words.
 */
export function openTitle(
  { computed, edited }: StoredTitle,
  fields: readonly Pick<StoredField, "commitment" | "salt" | "value">[],
): string | null {
  for (const one of [edited, computed]) {
    if (typeof one === "string") return one;
    const field = fields.find(({ commitment }) => commitment === commitmentOf(one));
    if (field !== undefined && field.salt !== null && typeof field.value === "string")
      return field.value;
  }
  return null;
}

function commitmentOf(stored: JsonValue | null): string | null {
  const commitment = isObject(stored) ? stored["commitment"] : null;
  return typeof commitment === "string" ? commitment : null;
}
