import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";

const rules = [
  ["Too few answers", "fewer than five answers"],
  ["Experts are mostly uncertain", "half or more stand in the middle"],
  [
    "Experts disagree",
    "both sides are sizeable, and the larger has at most half or the smaller at least a third",
  ],
  ["Experts agree, or reject", "75 % or more on one side and fewer than 15 % on the other"],
  ["Experts lean towards a side", "more than half on one side; a sizeable minority is named"],
  ["Mixed views", "none of these"],
] as const;

/** How the product works, for readers who want to check it. */
export function MethodText() {
  return (
    <Page width="text">
      <PageHeader
        title="How it works"
        lead="Findings are computed from the answers by rules that are the same for every survey. Nobody chooses them after seeing the answers."
      />
      <div className="prose">
        <h2>Who is asked</h2>
        <p>
          An author invites people who know a field, and every page says how many were invited,
          answered and declined, and how they were found. They are not a random sample. An interval
          on these pages is what it would be if they were, and is there to show how much a small
          panel can swing.
        </p>
        <h2>Findings</h2>
        <p>
          For a question answered on a scale, the first rule that holds gives the finding. A side is
          sizeable with at least two respondents and a fifth of the answers.
        </p>
        <table>
          <thead>
            <tr>
              <th scope="col">Finding</th>
              <th scope="col">when</th>
            </tr>
          </thead>
          <tbody>
            {rules.map(([finding, when]) => (
              <tr key={finding}>
                <th scope="row">{finding}</th>
                <td>{when}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          The counts always stand beside the words. A finding is provisional while the interval of
          its leading side reaches down to one half, and a knife-edge when leaving out a single
          answer would change it. “No opinion” is left out of the counts and reported beside them.
        </p>
        <p>
          For a choice the finding names the options chosen by half the respondents or more; for an
          estimate it is the median with the middle half of the answers; for works, how many were
          named; for an open question, the points made most often.
        </p>
        <h2>Figures</h2>
        <p>
          Where respondents say how confident they are, each chart shows both readings: every answer
          once, and every answer weighted by its confidence. Beside shares stand the Wilson
          interval, the disagreement index of RAND and UCLA, van der Eijk’s agreement, and the
          bounds that would hold if all the invited had answered.
        </p>
        <h2>Where opinions lie</h2>
        <p>
          With at least five questions on a scale and eight respondents, a map shows who stands near
          whom: the distance of two respondents is how far apart their positions are, on average
          over the questions that both answered (Gower’s distance, drawn by classical scaling).
          Groups are looked for among twelve respondents or more (principal components, k-means) and
          named only where they stand clear of each other over all questions (silhouette of at least
          0.25), and clearer than when the answers are shuffled. What joins them is measured by
          group-informed consensus, as in Polis. Map and groups are made of answers given by name
          alone: a dot among others would give away answers that were to be counted only.
        </p>
        <h2>Words</h2>
        <p>
          Summaries are written by rule. Every generated sentence names what it rests on, in the
          margin or beneath it: figures, or passages of answers. Quotes are exact, to the character,
          and only of answers that may be quoted.
        </p>
        <h2>Consent</h2>
        <p>
          For every answer its respondent chooses how it may be shown: by name; by a wording of
          their own, such as “a researcher at an AI lab”; counted only; or for the author alone. An
          answer can be withdrawn at any time. Its words then disappear from every version and every
          export at once, and “withdrawn” stands in their place.
        </p>
        <h2 id="small-panels">Small panels</h2>
        <p>
          Figures less the values that stand beside names are the values of everybody else. So on
          each question the answers without a public value number none, or at least as many as the
          minimum group of the survey, three by default. Where they would be fewer, all values of
          that question leave their names; the words stay. This holds after publication too: where
          everyone answered by name and one person withdraws, the figures still count an answer that
          nobody may see, and the values leave their names until enough answers have changed. For
          the same reason a version keeps the figures of an earlier one where they would differ by
          fewer such answers.
        </p>
        <h2 id="reuse">Reuse</h2>
        <p>
          Cite a synthesis by the address of its version, and quote from it with that address beside
          the quote. Figures can be shown elsewhere with the code that stands under them. The words
          are their respondents’ own: they agreed to this page and its files and may take them back,
          so a copy should be renewed from here rather than kept.
        </p>
        <h2>Versions</h2>
        <p>
          What was published does not change: a new version is a new page, with what changed. Each
          has a hash over its content in which every name and every word of a person is hidden
          behind a hash of its own, so that a withdrawal can remove the words and leave the proof.
        </p>
      </div>
    </Page>
  );
}
