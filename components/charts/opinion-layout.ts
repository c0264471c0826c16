import type { MapPoint } from "@/lib/core/synthesis/synthesis-schema";

/** A dot of the drawing: its place in per cent of width and height, and how far it steps aside in pixels. */
export type PlacedPoint = {
  readonly point: MapPoint;
  readonly left: number;
  readonly top: number;
  readonly aside: readonly [x: number, y: number];
  /** The name beside the dot, where there is room for it. */
  readonly label: { readonly text: string; readonly toLeft: boolean } | null;
};

export type OpinionLayout = {
  /** Width over height, the same units along both axes. */
  readonly aspect: number;
  readonly points: readonly PlacedPoint[];
};

/** Empty space around the outermost dots, of the width. */
const margin = 0.07;
/** The drawing that labels are fitted to, in pixels; on a narrow screen they are left out. */
const fittedWidth = 580;
const lineHeight = 17;
const letterWidth = 7;

function extent(values: readonly number[]): readonly [low: number, high: number] {
  return [Math.min(...values), Math.max(...values)];
}

/** Dots that would cover each other exactly stand on a ring around their place. */
function stepAside(
  points: readonly MapPoint[],
  radius: number,
): readonly (readonly [number, number])[] {
  const together = new Map<string, number[]>();
  points.forEach(({ x, y }, at) => {
    const key = `${x},${y}`;
    together.set(key, [...(together.get(key) ?? []), at]);
  });
  return points.map(({ x, y }, at) => {
    const same = together.get(`${x},${y}`) ?? [at];
    if (same.length === 1) return [0, 0] as const;
    const ring = Math.max(radius, (same.length * radius * 2) / (2 * Math.PI));
    const angle = (2 * Math.PI * same.indexOf(at)) / same.length;
    return [ring * Math.cos(angle), ring * Math.sin(angle)] as const;
  });
}

type Box = {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
};

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** Places dots of `radius` pixels on a plane whose axes have one scale; a name stands where it covers nothing. */
export function layOut(map: readonly MapPoint[], radius: number): OpinionLayout {
  if (map.length === 0) return { aspect: 1.6, points: [] };
  const [west, east] = extent(map.map(({ x }) => x));
  const [south, north] = extent(map.map(({ y }) => y));
  const width = Math.max(east - west, (north - south) / 0.72, 1e-6);
  const height = Math.max(north - south, 0.4 * width);
  const shown = 1 - 2 * margin;
  const tall = height / width + (2 * margin) / shown;
  const aspect = 1 / (tall * shown);
  const middle = [(west + east) / 2, (south + north) / 2] as const;
  const aside = stepAside(map, radius);
  const placed = map.map((point, at) => ({
    point,
    left: 100 * (0.5 + (shown * (point.x - middle[0])) / width),
    top: 100 * (0.5 - (shown * aspect * (point.y - middle[1])) / width),
    aside: aside[at] ?? ([0, 0] as const),
  }));
  const inPixels = placed.map(({ left, top, aside: [x, y] }) => ({
    x: (left / 100) * fittedWidth + x,
    y: (top / 100) * (fittedWidth / aspect) + y,
  }));
  const taken: Box[] = inPixels.map(({ x, y }) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius,
  }));
  return {
    aspect,
    points: placed.map((dot, at) => {
      const name = dot.point.shownAs;
      const centre = inPixels[at];
      if (name === null || centre === undefined) return { ...dot, label: null };
      const long = letterWidth * [...name].length;
      const boxes = [false, true].map((toLeft) => ({
        toLeft,
        left: toLeft ? centre.x - radius - 4 - long : centre.x + radius + 4,
        right: toLeft ? centre.x - radius - 4 : centre.x + radius + 4 + long,
        top: centre.y - lineHeight / 2,
        bottom: centre.y + lineHeight / 2,
      }));
      const free = boxes.find(
        (box) =>
          box.left >= 0 && box.right <= fittedWidth && !taken.some((other) => overlap(box, other)),
      );
      if (free === undefined) return { ...dot, label: null };
      taken.push(free);
      return { ...dot, label: { text: name, toLeft: free.toLeft } };
    }),
  };
}
