import type { Place } from "./maps";

const MOST_ROUNDS = 100;

function squaredDistance(a: Place, b: Place): number {
  return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2;
}

/** The place of the nearest centre; the first where two are equally near. */
export function nearestCentre(place: Place, centres: readonly Place[]): number {
  let nearest = 0;
  let least = Number.POSITIVE_INFINITY;
  centres.forEach((centre, index) => {
    const distance = squaredDistance(place, centre);
    if (distance < least) {
      least = distance;
      nearest = index;
    }
  });
  return nearest;
}

/** Starts that lie far apart: from `first` on always the place farthest from the centres taken so far. */
function farthestFirst(places: readonly Place[], first: number, count: number): Place[] {
  const centres = [places[first] ?? ([0, 0] as const)];
  while (centres.length < count) {
    let farthest = 0;
    let most = -1;
    places.forEach((place, index) => {
      const distance = Math.min(...centres.map((centre) => squaredDistance(place, centre)));
      if (distance > most) {
        most = distance;
        farthest = index;
      }
    });
    centres.push(places[farthest] ?? [0, 0]);
  }
  return centres;
}

function settle(places: readonly Place[], start: readonly Place[]) {
  let centres = [...start];
  let labels: number[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = labels;
    labels = places.map((place) => nearestCentre(place, centres));
    if (labels.every((label, index) => label === before[index])) break;
    centres = centres.map((centre, cluster): Place => {
      const own = places.filter((_, index) => labels[index] === cluster);
      if (own.length === 0) return centre;
      const sum = own.reduce<Place>(
        (total, place) => [total[0] + place[0], total[1] + place[1]],
        [0, 0],
      );
      return [sum[0] / own.length, sum[1] / own.length];
    });
  }
  const spread = places.reduce(
    (sum, place, index) => sum + squaredDistance(place, centres[labels[index] ?? 0] ?? place),
    0,
  );
  return { labels, centres, spread };
}

/** How many places, spread over the list, k-means begins from; the tightest outcome counts. */
const STARTS = 12;

/**
 * k-means of places on a plane without chance: it begins from several places spread over the list, each time with the
 * others as far apart as they can be, and keeps the outcome with the least squared distance to its centres.
 */
export function kMeans(
  places: readonly Place[],
  count: number,
): { readonly labels: readonly number[]; readonly centres: readonly Place[] } {
  const starts = Math.min(STARTS, places.length);
  const outcomes = Array.from({ length: starts }, (_, start) =>
    settle(places, farthestFirst(places, Math.floor((start * places.length) / starts), count)),
  );
  const [best = settle(places, [])] = outcomes.sort((a, b) => a.spread - b.spread);
  return { labels: best.labels, centres: best.centres };
}

/**
 * Mean silhouette of a clustering (Rousseeuw 1987), −1 to 1; 0 for whoever is alone in a cluster. Null with fewer than two
 * clusters. `distances` is a full symmetric matrix.
 */
export function silhouette(
  distances: readonly (readonly number[])[],
  labels: readonly number[],
): number | null {
  const sizes = new Map<number, number>();
  for (const label of labels) sizes.set(label, (sizes.get(label) ?? 0) + 1);
  if (sizes.size < 2) return null;
  const widths = labels.map((own, i) => {
    const sums = new Map<number, number>();
    labels.forEach((label, j) => {
      if (i !== j) sums.set(label, (sums.get(label) ?? 0) + (distances[i]?.[j] ?? 0));
    });
    const size = sizes.get(own) ?? 1;
    if (size === 1) return 0;
    const inside = (sums.get(own) ?? 0) / (size - 1);
    const outside = Math.min(
      ...[...sizes].flatMap(([label, others]) =>
        label === own ? [] : [(sums.get(label) ?? 0) / others],
      ),
    );
    const larger = Math.max(inside, outside);
    return larger === 0 ? 0 : (outside - inside) / larger;
  });
  return widths.reduce((sum, width) => sum + width, 0) / widths.length;
}
