/**
 * Which column of a file is most likely which of ours: by its own name first, then by others (lower case, without spaces
 * and signs). Each column of the file is matched once; what none fits is absent.
 */
export function guessMatch<Column extends string>(
  header: readonly string[],
  columns: readonly Column[],
  otherNames: Readonly<Record<Column, readonly string[]>>,
): Partial<Record<Column, string>> {
  const plain = (name: string) => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const taken = new Set<string>();
  const match: Partial<Record<Column, string>> = {};
  const take = (column: Column, fits: (name: string) => boolean) => {
    if (match[column] !== undefined) return;
    const found = header.find((name) => name !== "" && !taken.has(name) && fits(plain(name)));
    if (found === undefined) return;
    taken.add(found);
    match[column] = found;
  };
  for (const column of columns) take(column, (name) => name === column);
  for (const column of columns) take(column, (name) => otherNames[column].includes(name));
  return match;
}
