/** A symmetric linear map: from a vector to its image, of the same length. */
export type SymmetricMap = (vector: Float64Array) => Float64Array;

export type Eigenpair = { readonly value: number; readonly vector: Float64Array };

/** Vectors beside those asked for: the more, the faster the ones asked for part from the rest. */
const SPARE = 6;
const MOST_ITERATIONS = 200;
const TOLERANCE = 1e-12;

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function addScaled(target: Float64Array, source: Float64Array, by: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) + by * (source[i] ?? 0);
}

/** An orthonormal basis of what the vectors span; those that add nothing are dropped. */
function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const basis: Float64Array[] = [];
  for (const vector of vectors) {
    const rest = Float64Array.from(vector);
    const before = Math.sqrt(dot(rest, rest));
    // Twice, because one pass loses half the digits where vectors are nearly parallel.
    for (let pass = 0; pass < 2; pass++)
      for (const known of basis) addScaled(rest, known, -dot(rest, known));
    const length = Math.sqrt(dot(rest, rest));
    if (length <= 1e-10 * before || length === 0) continue;
    basis.push(rest.map((x) => x / length));
  }
  return basis;
}

/** Eigenpairs of a small symmetric matrix, largest value first, by Jacobi's rotations. */
function jacobi(matrix: readonly (readonly number[])[]): { value: number; vector: number[] }[] {
  const size = matrix.length;
  const a = matrix.map((row) => [...row]);
  const v = a.map((_, i) => a.map((__, j) => (i === j ? 1 : 0)));
  const at = (m: number[][], i: number, j: number) => m[i]?.[j] ?? 0;
  const set = (m: number[][], i: number, j: number, x: number) => {
    const row = m[i];
    if (row !== undefined) row[j] = x;
  };
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) off += at(a, p, q) ** 2;
    if (off < 1e-300) break;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const apq = at(a, p, q);
        if (apq === 0) continue;
        const theta = (at(a, q, q) - at(a, p, p)) / (2 * apq);
        const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < size; k++) {
          const [akp, akq] = [at(a, k, p), at(a, k, q)];
          set(a, k, p, c * akp - s * akq);
          set(a, k, q, s * akp + c * akq);
        }
        for (let k = 0; k < size; k++) {
          const [apk, aqk] = [at(a, p, k), at(a, q, k)];
          set(a, p, k, c * apk - s * aqk);
          set(a, q, k, s * apk + c * aqk);
          const [vkp, vkq] = [at(v, k, p), at(v, k, q)];
          set(v, k, p, c * vkp - s * vkq);
          set(v, k, q, s * vkp + c * vkq);
        }
      }
    }
  }
  return a
    .map((_, j) => ({ value: at(a, j, j), vector: v.map((row) => row[j] ?? 0) }))
    .sort((x, y) => y.value - x.value);
}

/**
 * The `count` largest eigenvalues of a symmetric map on vectors of length `size`, with unit eigenvectors, by subspace
 * iteration from a fixed start: the same map always gives the same pairs. Fewer where the map has fewer that are not zero.
 */
export function leadingEigenpairs(map: SymmetricMap, size: number, count: number): Eigenpair[] {
  const width = Math.min(size, count + SPARE);
  let basis = orthonormal(
    Array.from({ length: width }, (_, column) =>
      Float64Array.from({ length: size }, (__, row) => Math.cos((row + 1) * (column + 1) * 1.618)),
    ),
  );
  let pairs: Eigenpair[] = [];
  for (let iteration = 0; iteration < MOST_ITERATIONS; iteration++) {
    const images = basis.map(map);
    const ritz = jacobi(basis.map((b) => images.map((image) => dot(b, image))));
    const combine = (vectors: readonly Float64Array[], weights: readonly number[]) => {
      const sum = new Float64Array(size);
      vectors.forEach((vector, i) => {
        addScaled(sum, vector, weights[i] ?? 0);
      });
      return sum;
    };
    const before = pairs;
    pairs = ritz
      .slice(0, count)
      .map(({ value, vector }) => ({ value, vector: combine(basis, vector) }));
    const scale = Math.max(...ritz.map(({ value }) => Math.abs(value)), 0);
    if (scale === 0) return [];
    const settled = pairs.every((pair, place) => {
      const old = before[place];
      return (
        old !== undefined &&
        Math.abs(old.value - pair.value) <= TOLERANCE * scale &&
        1 - Math.abs(dot(old.vector, pair.vector)) <= TOLERANCE
      );
    });
    if (settled) break;
    basis = orthonormal(ritz.map(({ vector }) => combine(images, vector)));
  }
  const most = Math.max(...pairs.map(({ value }) => Math.abs(value)), 0);
  return pairs.filter(({ value }) => Math.abs(value) > 1e-10 * most);
}
