import { FigureTable } from "@/components/charts/chart-frame";
import { sideWords } from "@/components/charts/figures";
import { shiftWords } from "@/lib/core/synthesis/feedback-words";
import { shiftSides } from "@/lib/core/synthesis/shift";
import type { Section, ShiftSide } from "@/lib/core/synthesis/synthesis-schema";

/** How positions moved once respondents had read what the others said; groups of the minimum size alone. */
export function ShiftTable({ section }: { section: Section }) {
  const { shift, question } = section;
  const scale = question.scale ?? [];
  if (!shift || scale.length === 0) return null;
  const names: Readonly<Record<ShiftSide, string>> = {
    low: sideWords(scale, "disagree"),
    middle: scale[(scale.length - 1) / 2] ?? "the middle",
    high: sideWords(scale, "agree"),
  };
  const { rows } = shift;
  return (
    <section className="theme" aria-label="How positions moved">
      <div className="row">
        <h3>How positions moved</h3>
        <p className="reading">{shiftWords(shift)}</p>
        {rows.length > 0 && (
          <FigureTable
            caption={`Positions on “${question.prompt}” before and after`}
            head={["Before", ...shiftSides.map((side) => `After: ${names[side]}`)]}
            rows={rows.map(({ from, to }) => [
              names[from],
              ...shiftSides.map((side) => String(to[side])),
            ])}
          />
        )}
      </div>
    </section>
  );
}
