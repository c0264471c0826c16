import type { Section, Synthesis } from "../synthesis/synthesis-schema";
import { escapeXml } from "./atom";
import { cleanLine } from "./clean-text";
import { methodsLine } from "./plain-words";

// The picture of link previews: the title and the findings with their bars, 1200 × 630. Drawn without a browser, so widths
// of words are estimated from the mean width of a letter.

const [width, height, edge] = [1200, 630, 64];
const barWidth = 300;
const ink = "#23282f";
const muted = "#5f6670";
const accent = "#0b6149";
const soft = "#84b3a2";
const track = "#e3e1dc";
const steps = {
  disagree: "#c95b12",
  disagreeSoft: "#eaab6e",
  uncertain: "#a1a5ab",
  agreeSoft: "#84b2e0",
  agree: "#1d66ad",
} as const;

/** A synthesis as the SVG of its preview. Fonts: "Consilience Serif", "Consilience Sans", "Consilience Sans Strong". */
export function toPreviewSvg(synthesis: Synthesis): string {
  const { survey, methods, sections } = synthesis;
  const title = wrap(cleanLine(survey.title), 46, 44 * 0.49, width - 2 * edge, 2);
  const shown = sections.slice(0, 6);
  const top = edge + title.length * 54 + 34;
  const rowHeight = Math.min(66, (height - 62 - top) / Math.max(1, shown.length));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="#fdfcf9"/>`,
    `<rect width="${width}" height="10" fill="${accent}"/>`,
    ...title.map((line, at) => text(line, edge, edge + 34 + at * 54, 44, "Consilience Serif", ink)),
    ...shown.flatMap((section, at) => row(section, at, top + at * rowHeight, rowHeight)),
    text(
      clip(
        `${survey.fictional ? "Demonstration, fictional respondents · " : ""}${methodsLine(methods)}`,
        880,
        22,
      ),
      edge,
      height - 32,
      22,
      "Consilience Sans",
      muted,
    ),
    `<g text-anchor="end">${text("Consilience", width - edge, height - 32, 24, "Consilience Serif", accent)}</g>`,
    "</svg>",
  ].join("\n");
}

function row(section: Section, at: number, y: number, rowHeight: number): string[] {
  const { question, finding } = section;
  const left = edge + 34;
  const room = width - left - edge - barWidth - 40;
  const words = `${finding.overridden?.words ?? finding.words}${finding.counts ? ` · ${finding.counts}` : ""}`;
  return [
    `<rect x="${edge}" y="${y}" width="${width - 2 * edge}" height="1" fill="${track}"/>`,
    text(String(at + 1), edge, y + 27, 20, "Consilience Sans", muted),
    text(clip(question.prompt, room, 20), left, y + 27, 20, "Consilience Sans", muted),
    text(clip(words, room, 24), left, y + 54, 24, "Consilience Sans Strong", accent),
    `<svg x="${width - edge - barWidth}" y="${y + rowHeight / 2 - 12}" width="${barWidth}" height="28">${bars(section)}</svg>`,
  ];
}

function bars(section: Section): string {
  const { statistics } = section;
  if ("shares" in statistics && statistics.agree.share !== null) return strip(statistics.shares);
  if ("options" in statistics) return lines(statistics.options.flatMap(({ share }) => share ?? []));
  if ("values" in statistics) return points(section, statistics.values);
  if (section.question.kind === "works" && section.works.length > 0)
    return columns(section.works.map(({ citedBy }) => citedBy));
  const { n } = statistics;
  return lines(section.themes.flatMap(({ count }) => (count && n > 0 ? [count / n] : [])));
}

function strip(shares: readonly number[]): string {
  let from = 0;
  const middle = (shares.length + 1) / 2;
  return shares
    .map((share, index) => {
      const distance = index + 1 - middle;
      const strong = Math.abs(distance) > (shares.length - 1) / 4;
      const fill =
        distance === 0
          ? steps.uncertain
          : distance < 0
            ? steps[strong ? "disagree" : "disagreeSoft"]
            : steps[strong ? "agree" : "agreeSoft"];
      const x = from;
      from += share * barWidth;
      const drawn = Math.max(0, share * barWidth - 2);
      return rect(x, 4, drawn, 18, fill);
    })
    .join("");
}

function lines(shares: readonly number[]): string {
  return [...shares]
    .sort((a, b) => b - a)
    .slice(0, 3)
    .map(
      (share, at) =>
        rect(0, at * 10, barWidth, 6, track) +
        rect(0, at * 10, Math.min(1, share) * barWidth, 6, at === 0 ? accent : soft),
    )
    .join("");
}

function points(section: Section, values: readonly unknown[]): string {
  const numbers = values.filter((value) => typeof value === "number");
  const { unit, min, max } = section.question;
  const from = unit === "percent" ? (min ?? 0) : Math.min(...numbers);
  const to = unit === "percent" ? (max ?? 100) : Math.max(...numbers);
  const at = (value: number) => 8 + ((value - from) / Math.max(to - from, 1e-9)) * (barWidth - 16);
  const dots = numbers.map((value) => {
    const x = Math.min(barWidth - 8, Math.max(8, at(value)));
    return `<circle cx="${x.toFixed(1)}" cy="13" r="6" fill="${accent}" fill-opacity="0.6"/>`;
  });
  return rect(0, 12, barWidth, 2, track) + dots.join("");
}

function columns(heights: readonly number[]): string {
  const shown = heights.slice(0, 40);
  const most = Math.max(1, ...shown);
  const pitch = barWidth / Math.max(16, shown.length);
  return shown
    .map((value, at) => {
      const tall = (value / most) * 26;
      return rect(at * pitch, 26 - tall, pitch * 0.66, tall, value > 1 ? accent : soft);
    })
    .join("");
}

function rect(x: number, y: number, wide: number, high: number, fill: string): string {
  return `<rect x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${wide.toFixed(1)}" height="${high.toFixed(1)}" fill="${fill}"/>`;
}

function text(words: string, x: number, y: number, size: number, family: string, fill: string) {
  return `<text x="${x}" y="${y}" font-family="${family}" font-size="${size}" fill="${fill}">${escapeXml(words)}</text>`;
}

/** Words that fit into a width, at the mean width of a letter of that size. */
function clip(words: string, room: number, size: number): string {
  const most = Math.floor(room / (size * 0.47));
  const line = cleanLine(words);
  if ([...line].length <= most) return line;
  return `${[...line]
    .slice(0, most - 2)
    .join("")
    .replace(/\s+\S*$/, "")} …`;
}

function wrap(words: string, most: number, letter: number, room: number, lineCount: number) {
  const longest = Math.max(12, Math.min(most + 12, Math.floor(room / letter)));
  // Lines of like length, so that no word stands alone in the last one.
  const lines = Math.ceil(words.length / longest);
  const perLine = Math.min(longest, Math.ceil(words.length / lines) + 6);
  const found: string[] = [];
  let line = "";
  for (const word of words.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (longer.length <= perLine || line === "") line = longer;
    else {
      found.push(line);
      line = word;
    }
  }
  found.push(line);
  if (found.length <= lineCount) return found;
  return [...found.slice(0, lineCount - 1), `${found[lineCount - 1] ?? ""} …`];
}
