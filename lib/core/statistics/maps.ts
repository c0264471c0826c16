import { leadingEigenpairs } from "./eigen";

/** A place on a plane. */
export type Place = readonly [x: number, y: number];

/**
 * Classical multidimensional scaling to the plane (Torgerson 1952): places whose distances come as near to the given ones
 * as two dimensions allow, centred. `distances` is a full symmetric matrix. Signs are those of the first solution found;
 * {@link turnAxes} fixes them.
 */
export function classicalScaling(distances: readonly (readonly number[])[]): Place[] {
  const size = distances.length;
  const squared = distances.map((row) => Float64Array.from(row, (d) => d * d));
  const means = squared.map((row) => row.reduce((sum, x) => sum + x, 0) / (size || 1));
  const mean = means.reduce((sum, x) => sum + x, 0) / (size || 1);
  // −½ J D² J, applied row by row.
  const centred = squared.map((row, i) =>
    row.map((x, j) => -0.5 * (x - (means[i] ?? 0) - (means[j] ?? 0) + mean)),
  );
  const pairs = leadingEigenpairs(
    (vector) =>
      Float64Array.from(centred, (row) => {
        let sum = 0;
        for (let j = 0; j < size; j++) sum += (row[j] ?? 0) * (vector[j] ?? 0);
        return sum;
      }),
    size,
    2,
  ).filter(({ value }) => value > 0);
  return distances.map((_, i): Place => {
    const along = (axis: number) => {
      const pair = pairs[axis];
      return pair === undefined ? 0 : Math.sqrt(pair.value) * (pair.vector[i] ?? 0);
    };
    return [along(0), along(1)];
  });
}

/**
 * Scores of rows on their first two principal components. A missing value takes its column's mean, and a row's score is
 * drawn out by what it left out, so that silence does not read as standing in the middle (as Polis does).
 */
export function principalScores(rows: readonly (readonly (number | null)[])[]): Place[] {
  const width = rows[0]?.length ?? 0;
  const means = Array.from({ length: width }, (_, column) => {
    const known = rows.map((row) => row[column] ?? null).filter((x) => x !== null);
    return known.reduce((sum, x) => sum + x, 0) / (known.length || 1);
  });
  const centred = rows.map((row) =>
    Float64Array.from({ length: width }, (_, column) => {
      const value = row[column] ?? null;
      return value === null ? 0 : value - (means[column] ?? 0);
    }),
  );
  const score = (row: Float64Array, vector: Float64Array) => {
    let sum = 0;
    for (let k = 0; k < width; k++) sum += (row[k] ?? 0) * (vector[k] ?? 0);
    return sum;
  };
  const pairs = leadingEigenpairs(
    (vector) => {
      const image = new Float64Array(width);
      for (const row of centred) {
        const along = score(row, vector);
        for (let k = 0; k < width; k++) image[k] = (image[k] ?? 0) + along * (row[k] ?? 0);
      }
      return image;
    },
    width,
    2,
  );
  return centred.map((row, i): Place => {
    const known = rows[i]?.filter((x) => x !== null).length ?? 0;
    const stretch = known === 0 ? 0 : Math.sqrt(width / known);
    const along = (axis: number) => {
      const pair = pairs[axis];
      return pair === undefined ? 0 : stretch * score(row, pair.vector);
    };
    return [along(0), along(1)];
  });
}

/**
 * Places with each axis turned so that it rises with `heights` (one number a place); where it does neither rise nor fall,
 * so that the first place off the middle lies on its positive side. Mirrored places come out the same.
 */
export function turnAxes(places: readonly Place[], heights: readonly number[]): Place[] {
  const mean = heights.reduce((sum, h) => sum + h, 0) / (heights.length || 1);
  const sign = (axis: 0 | 1): number => {
    const size = Math.max(...places.map((place) => Math.abs(place[axis])), 0);
    const rise = places.reduce(
      (sum, place, i) => sum + place[axis] * ((heights[i] ?? 0) - mean),
      0,
    );
    if (Math.abs(rise) > 1e-7 * size * places.length) return Math.sign(rise);
    const first = places.find((place) => Math.abs(place[axis]) > 1e-7 * size);
    return first !== undefined && first[axis] < 0 ? -1 : 1;
  };
  const [x, y] = [sign(0), sign(1)];
  // No −0: it would print unlike 0.
  return places.map((place): Place => [x * place[0] + 0, y * place[1] + 0]);
}
