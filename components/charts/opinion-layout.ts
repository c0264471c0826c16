import type { MapPoint } from "@/lib/core/synthesis/synthesis-schema";

/** A dot of the drawing: its place in per cent of width and height, and how far it steps aside in pixels. */
export type PlacedPoint = {
  readonly point: MapPoint;
  readonly left: number;
  readonly top: number;
  readonly aside: Vector;
  /** The name beside the dot, where there is room for it. */
  readonly label: Label | null;
};

/** A name beside a dot: where it is anchored, in pixels from the dot's centre. */
export type Label = {
  readonly text: string;
  readonly anchor: "start" | "middle" | "end";
  readonly x: number;
  readonly y: number;
};

export type OpinionLayout = {
  /** Width over height, the same units along both axes. */
  readonly aspect: number;
  readonly points: readonly PlacedPoint[];
};

type Vector = readonly [x: number, y: number];

/** Empty space around the outermost dots, of the width. */
const margin = 0.07;
/** The drawing that labels are fitted to, in pixels; on a narrow screen they are left out. */
const fittedWidth = 580;
/** The narrowest drawing, in pixels: dots that are apart there are apart everywhere. */
const narrowWidth = 330;
const lineHeight = 17;
const letterWidth = 7;

function extent(values: readonly number[]): readonly [low: number, high: number] {
  return [Math.min(...values), Math.max(...values)];
}

/** Dots that would cover each other exactly stand on a ring around their place. */
function ringAround(points: readonly MapPoint[], radius: number): Vector[] {
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

/** More dots than this are not moved apart: there is no room for it, and dots that cover each other show a crowd. */
const mostMoved = 60;
const rounds = 60;

/** Moves dots that would half cover each other apart, each half of the way, until none does or nothing more is gained. */
function moveApart(places: readonly Vector[], begin: readonly Vector[], radius: number): Vector[] {
  const now = places.map(([x, y], at) => [x + (begin[at]?.[0] ?? 0), y + (begin[at]?.[1] ?? 0)]);
  const least = 2 * radius;
  for (let round = 0; round < rounds && places.length <= mostMoved; round += 1) {
    let moved = false;
    now.forEach((a, one) => {
      for (const b of now.slice(one + 1)) {
        const [ax = 0, ay = 0] = a;
        const [bx = 0, by = 0] = b;
        const distance = Math.hypot(bx - ax, by - ay);
        if (distance >= least - 0.01) continue;
        const push = (least - distance) / 2;
        const [across, down] =
          distance === 0 ? [1, 0] : [(bx - ax) / distance, (by - ay) / distance];
        a.splice(0, 2, ax - push * across, ay - push * down);
        b.splice(0, 2, bx + push * across, by + push * down);
        moved = true;
      }
    });
    if (!moved) break;
  }
  return now.map(([x = 0, y = 0], at) => [x - (places[at]?.[0] ?? 0), y - (places[at]?.[1] ?? 0)]);
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

/** Where the name of a dot may stand, the best place first. */
function labelsOf(text: string, radius: number): Label[] {
  const beside = radius + 4;
  const above = radius + lineHeight / 2 + 1;
  return [
    { text, anchor: "start", x: beside, y: 0 },
    { text, anchor: "end", x: -beside, y: 0 },
    { text, anchor: "middle", x: 0, y: above },
    { text, anchor: "middle", x: 0, y: -above },
  ];
}

function boxOf({ text, anchor, x, y }: Label, centre: { x: number; y: number }): Box {
  const long = letterWidth * [...text].length;
  const before = { start: 0, middle: long / 2, end: long }[anchor];
  const left = centre.x + x - before;
  const top = centre.y + y - lineHeight / 2;
  return { left, right: left + long, top, bottom: top + lineHeight };
}

/**
 * Places dots of `radius` pixels on a plane whose axes have one scale: none covers another where they are few, and a name
 * stands where it covers nothing.
 */
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
  const centres = map.map((point) => ({
    left: 100 * (0.5 + (shown * (point.x - middle[0])) / width),
    top: 100 * (0.5 - (shown * aspect * (point.y - middle[1])) / width),
  }));
  const aside = moveApart(
    centres.map(({ left, top }) => [
      (left / 100) * narrowWidth,
      (top / 100) * (narrowWidth / aspect),
    ]),
    ringAround(map, radius),
    radius,
  );
  const placed = map.map((point, at) => ({
    point,
    ...(centres[at] ?? { left: 50, top: 50 }),
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
      const label = labelsOf(name, radius).find((one) => {
        const box = boxOf(one, centre);
        const inside = box.left >= 0 && box.right <= fittedWidth;
        return inside && !taken.some((other) => overlap(box, other));
      });
      if (label === undefined) return { ...dot, label: null };
      taken.push(boxOf(label, centre));
      return { ...dot, label };
    }),
  };
}
