import type { OpinionGroups, Synthesis } from "../synthesis/synthesis-schema";
import { type Block, type Inline, text } from "./blocks";

/** What the table says of a question: whether it parts the groups or joins them. */
function roleWords({ divides, joins }: OpinionGroups, question: string): string {
  if (divides.some((one) => one.question === question)) return "divides";
  return joins.some((one) => one.question === question) ? "joins" : "";
}

/** Where respondents stand to each other; `sentences` are the rules' own. Nothing where nothing was compared. */
export function opinionBlocks(
  { groups, sections }: Synthesis,
  sentences: readonly Block[],
): readonly Block[] {
  if (groups === null) return [];
  const heading: Block = {
    type: "heading",
    level: 2,
    id: "opinions",
    children: [text("Where opinions lie")],
  };
  if (groups.groups.length === 0) return [heading, ...sentences];
  const place = new Map(groups.questions.map((id, at) => [id, at]));
  const rows = sections.flatMap(({ question }): Inline[][][] => {
    const at = place.get(question.id);
    if (at === undefined) return [];
    const counts = groups.groups.map(({ questions }) => {
      const cell = questions[at];
      return [text(cell === undefined || cell.n === 0 ? "–" : `${cell.agree} of ${cell.n}`)];
    });
    return [[[text(question.prompt)], ...counts, [text(roleWords(groups, question.id))]]];
  });
  return [
    heading,
    ...sentences,
    {
      type: "paragraph",
      role: "aside",
      children: [text("How many of each group stand on the upper side of each question’s scale:")],
    },
    {
      type: "table",
      head: [
        [text("Question")],
        ...groups.groups.map(({ id, size }) => [text(`Group ${id} (${size})`)]),
        [text("Between the groups")],
      ],
      rows,
      figures: groups.groups.map((_, at) => at + 1),
    },
  ];
}
