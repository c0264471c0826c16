import type { ReactNode } from "react";

type ChartFrameProps = {
  /** Unique on the page; the address of the figure. */
  id: string;
  /** What the chart says, in words. */
  title: ReactNode;
  /** What it rests on: n, the scale, what is left out. */
  note: ReactNode;
  /** The same figures as a table. */
  table: ReactNode;
  /** Ways to take the figure along, beside its table. */
  share?: ReactNode;
  children: ReactNode;
};

/** A figure: the finding as its title, the drawing, n and scale beneath, the table of figures one click away. */
export function ChartFrame({ id, title, note, table, share, children }: ChartFrameProps) {
  return (
    <figure id={id} className="chart">
      <figcaption className="chart-title">{title}</figcaption>
      {children}
      <p className="chart-note">{note}</p>
      <div className="chart-ways">
        <details className="chart-figures">
          <summary>Table of figures</summary>
          {table}
        </details>
        {share}
      </div>
    </figure>
  );
}

type FigureTableProps = {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
};

/** The figures behind a chart; the first cell of each row names it. */
export function FigureTable({ caption, head, rows }: FigureTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className="figure-table" aria-label={caption} tabIndex={0}>
      <table>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {head.map((word) => (
              <th key={word} scope="col">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, ...cells]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((cell, at) => (
                <td key={head[at + 1] ?? at}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
