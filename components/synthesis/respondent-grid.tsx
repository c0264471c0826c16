import type { Section, Synthesis, SynthesisAnswer } from "@/lib/core/synthesis/synthesis-schema";
import { stanceFill } from "./quote-block";
import { beginning, valueWords, withdrawn } from "./reading";

type Respondent = {
  id: string;
  name: string;
  role: string;
  answers: ReadonlyMap<string, SynthesisAnswer>;
};

/** Respondents by questions, for answers given by name. A cell that may not be shown looks like one left empty. */
export function RespondentGrid({ synthesis }: { synthesis: Synthesis }) {
  const respondents = namedRespondents(synthesis.answers);
  if (respondents.length === 0) return null;
  return (
    <section id="who" className="closing" aria-labelledby="who-title">
      <h2 id="who-title">Who answered</h2>
      <p className="aside">
        Answers given by name. Other answers count in the figures and are not listed here.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <section className="respondents" aria-label="Respondents and their answers" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Respondent</th>
              {synthesis.sections.map(({ question }, index) => (
                <th key={question.id} scope="col">
                  <a href={`#q-${question.id}`} title={question.prompt}>
                    <span className="sr-only">Question </span>
                    {index + 1}
                  </a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {respondents.map((respondent) => (
              <tr key={respondent.id}>
                <th scope="row">
                  {respondent.name}
                  {respondent.role && <span>{respondent.role}</span>}
                </th>
                {synthesis.sections.map((section) => (
                  <td key={section.question.id}>
                    <Cell section={section} answer={respondent.answers.get(section.question.id)} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </section>
  );
}

function Cell({ section, answer }: { section: Section; answer: SynthesisAnswer | undefined }) {
  if (!answer)
    return (
      <span className="empty-cell">
        <span aria-hidden="true">·</span>
        <span className="sr-only">not shown</span>
      </span>
    );
  const works = section.works.filter((work) => work.answers.includes(answer.id)).length;
  const words =
    valueWords(section, answer) ??
    (works > 0 ? `${works} ${works === 1 ? "work" : "works"}` : "In words");
  const fill = stanceFill(section, answer);
  return (
    <a href={`#answer-${answer.id}`}>
      {fill && <span aria-hidden="true" className={`swatch ${fill}`} />}
      {beginning(words, 40)}
    </a>
  );
}

function namedRespondents(answers: readonly SynthesisAnswer[]): Respondent[] {
  const rows = new Map<string, { answers: Map<string, SynthesisAnswer>; first: SynthesisAnswer }>();
  for (const answer of answers) {
    if (answer.attribution !== "named" || !answer.shownAs || answer.shownAs === withdrawn) continue;
    const key = answer.respondent ?? answer.shownAs;
    const row = rows.get(key) ?? { answers: new Map(), first: answer };
    row.answers.set(answer.question, answer);
    rows.set(key, row);
  }
  return [...rows]
    .map(([id, row]) => ({
      id,
      name: row.first.shownAs,
      role: row.first.role ?? "",
      answers: row.answers,
    }))
    .sort((a, b) => a.name.localeCompare(b.name, "en"));
}
