/** A group of a smaller share is a leftover: its members join a larger one or none. */
const SIZEABLE_SHARE = 0.02;

/** Average-link clustering by the nearest-neighbour chain, in the square of `count`, cut where `most` sizeable groups stand. */
export function averageLink(similarity: Float64Array, count: number, most: number): Int32Array {
  const link = Float64Array.from(similarity);
  const sizes = new Float64Array(count).fill(1);
  const alive = new Uint8Array(count).fill(1);
  const merges: { readonly a: number; readonly b: number; readonly at: number }[] = [];
  const chain: number[] = [];
  let left = count;
  while (left > 1) {
    if (chain.length === 0) chain.push(alive.indexOf(1));
    for (;;) {
      const top = chain[chain.length - 1] ?? 0;
      const before = chain.length > 1 ? (chain[chain.length - 2] ?? -1) : -1;
      let nearest = before;
      let best = before >= 0 ? (link[top * count + before] ?? 0) : Number.NEGATIVE_INFINITY;
      for (let other = 0; other < count; other++) {
        if (!alive[other] || other === top) continue;
        const value = link[top * count + other] ?? 0;
        if (value > best) {
          best = value;
          nearest = other;
        }
      }
      if (nearest === before) {
        chain.length -= 2;
        const a = Math.min(top, before);
        const b = Math.max(top, before);
        merges.push({ a, b, at: best });
        const sizeA = sizes[a] ?? 1;
        const sizeB = sizes[b] ?? 1;
        for (let other = 0; other < count; other++) {
          if (!alive[other] || other === a || other === b) continue;
          const value =
            ((link[a * count + other] ?? 0) * sizeA + (link[b * count + other] ?? 0) * sizeB) /
            (sizeA + sizeB);
          link[a * count + other] = value;
          link[other * count + a] = value;
        }
        alive[b] = 0;
        sizes[a] = sizeA + sizeB;
        left -= 1;
        break;
      }
      chain.push(nearest);
    }
  }
  merges.sort((x, y) => y.at - x.at || x.a - y.a || x.b - y.b);
  return cut(merges, count, most);
}

/** Undoes joins from the loosest until `most` groups of a sizeable share stand; leftovers join nothing here. */
function cut(
  merges: readonly { readonly a: number; readonly b: number; readonly at: number }[],
  count: number,
  most: number,
): Int32Array {
  const sizeable = Math.max(2, Math.ceil(count * SIZEABLE_SHARE));
  let labels = new Int32Array(count);
  let bestGroups = -1;
  for (let kept = count - 1; kept >= Math.max(0, count - 1 - 6 * most); kept--) {
    const parents = Int32Array.from({ length: count }, (_, index) => index);
    const find = (index: number): number => {
      let root = index;
      while ((parents[root] ?? root) !== root) root = parents[root] ?? root;
      return root;
    };
    for (const merge of merges.slice(0, kept)) parents[find(merge.b)] = find(merge.a);
    const roots = Int32Array.from({ length: count }, (_, index) => find(index));
    const tally = new Map<number, number>();
    for (const root of roots) tally.set(root, (tally.get(root) ?? 0) + 1);
    const large = new Set([...tally].filter(([, size]) => size >= sizeable).map(([root]) => root));
    if (large.size > bestGroups && large.size <= most) {
      bestGroups = large.size;
      labels = roots.map((root) => (large.has(root) ? root : -1));
    }
    if (large.size >= most) break;
  }
  return labels;
}
