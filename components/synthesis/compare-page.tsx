import type {
  Comparison,
  FigureChange,
  ListChange,
  SectionChange,
  WordRun,
} from "@/lib/core/publication/compare";
import { longDate } from "./reading";
import { Subpage } from "./subpage";

type Side = { readonly number: number; readonly publishedAt: Date; readonly href: string };

type ComparePageProps = {
  synthesis: { readonly title: string; readonly fictional: boolean };
  back: string;
  before: Side;
  after: Side;
  comparison: Comparison;
};

/** What is different between two versions, in words and figures. */
export function ComparePage({ synthesis, back, before, after, comparison }: ComparePageProps) {
  const { title, introduction, methods, overview, respondents, sections } = comparison;
  const parts = [
    { id: "title", name: "Title", body: title && <Words runs={title} /> },
    { id: "opening", name: "Opening", body: introduction && <Words runs={introduction} /> },
    {
      id: "panel",
      name: "Who was asked and answered",
      body: methods.length > 0 && <Figures changes={methods} />,
    },
    {
      id: "names",
      name: "Named respondents",
      body: hasEntries(respondents) && <Lists change={respondents} />,
    },
    { id: "overview", name: "Overview", body: overview && <Words runs={overview} /> },
  ].filter(({ body }) => body);
  return (
    <Subpage
      synthesis={synthesis}
      back={back}
      title={`What changed from version ${before.number} to version ${after.number}`}
      lead={
        <>
          <Version side={before} /> beside <Version side={after} />. What was withdrawn since is in
          neither.
        </>
      }
    >
      {parts.length + sections.length === 0 && (
        <p className="reading compare-none">
          Nothing that may be read is different between the two.
        </p>
      )}
      {parts.map(({ id, name, body }) => (
        <section key={id} className="closing compared" aria-labelledby={`c-${id}`}>
          <h2 id={`c-${id}`}>{name}</h2>
          {body}
        </section>
      ))}
      {sections.map((section) => (
        <Section key={section.question.id} section={section} />
      ))}
    </Subpage>
  );
}

function hasEntries({ added, removed }: ListChange): boolean {
  return added.length + removed.length > 0;
}

function Version({ side }: { side: Side }) {
  return (
    <>
      <a className="link" href={side.href}>
        Version {side.number}
      </a>{" "}
      ({longDate(side.publishedAt)})
    </>
  );
}

function Section({ section }: { section: SectionChange }) {
  const { question, status, prompt, finding, figures, summary, themes, quotes, works } = section;
  return (
    <section className="closing compared" aria-labelledby={`c-q-${question.id}`}>
      <h2 id={`c-q-${question.id}`}>{question.prompt}</h2>
      {status !== "kept" && (
        <p className="aside">
          {status === "added" ? "A new question." : "This question was taken out."}
        </p>
      )}
      <Words runs={prompt} />
      <Figures changes={[...(finding ? [finding] : []), ...figures]} />
      <Words runs={summary} />
      {themes.length > 0 && (
        <>
          <h3>Points, and how many make them</h3>
          <Figures changes={themes} />
        </>
      )}
      {hasEntries(quotes) && (
        <>
          <h3>Quotes</h3>
          <Lists change={quotes} />
        </>
      )}
      {hasEntries(works) && (
        <>
          <h3>Works</h3>
          <Lists change={works} />
        </>
      )}
    </section>
  );
}

function Words({ runs }: { runs: readonly WordRun[] | null }) {
  if (runs === null) return null;
  return (
    <p className="reading compared-words">
      {runs.map((run, index) => {
        if (run.change === "added") return <ins key={index}>{run.text}</ins>;
        return run.change === "removed" ? <del key={index}>{run.text}</del> : run.text;
      })}
    </p>
  );
}

function Figures({ changes }: { changes: readonly FigureChange[] }) {
  if (changes.length === 0) return null;
  return (
    <table className="compared-figures">
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">Figure</span>
          </th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ name, before, after }) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{before === null ? "–" : <del>{before}</del>}</td>
            <td>{after === null ? "–" : <ins>{after}</ins>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Lists({ change }: { change: ListChange }) {
  return (
    <ul className="compared-list">
      {change.removed.map((words) => (
        <li key={`-${words}`}>
          <del>{words}</del>
        </li>
      ))}
      {change.added.map((words) => (
        <li key={`+${words}`}>
          <ins>{words}</ins>
        </li>
      ))}
    </ul>
  );
}
