import { consentWords, textOrigin } from "@/lib/core/export/plain-words";
import { publicPath } from "@/lib/core/publication/address";
import { namedRespondents } from "@/lib/core/publication/respondents";
import { earlierWordingsOf, rewordingWords } from "@/lib/core/synthesis/earlier-wordings";
import { enteredWords } from "@/lib/core/synthesis/entered-words";
import { feedbackWords } from "@/lib/core/synthesis/feedback-words";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import type { Edition } from "./edition";
import { longDate, methodsLine } from "./reading";

/** How the page came about: wording, rules, consent, recruitment, text, versions. */
export function MethodsBox({
  synthesis,
  edition,
}: {
  synthesis: Synthesis;
  edition: Edition | null;
}) {
  const { methods, sections } = synthesis;
  const feedback = feedbackWords(synthesis);
  const entered = enteredWords(methods);
  return (
    <section id="methods" className="closing" aria-labelledby="methods-title">
      <h2 id="methods-title">Methods</h2>
      <dl className="methods">
        <dt>Answers</dt>
        <dd>{methodsLine(methods)}</dd>

        <dt>Questions, as they were asked</dt>
        <dd>
          <ol>
            {sections.map(({ question }) => (
              <li key={question.id}>
                {question.prompt}
                {question.scale && <span className="aside"> {question.scale.join(" · ")}</span>}
                {earlierWordingsOf(methods, question.id).length > 0 && (
                  <p className="aside">{rewordingWords(methods, question.id)}</p>
                )}
              </li>
            ))}
          </ol>
        </dd>

        <dt>Findings</dt>
        <dd>
          Computed from the answers by fixed rules, <a href="/method">{methods.findingRules.id}</a>
          {methods.findingRules.declaredBefore ? ", declared before the first answer" : ""}.
          <Hash label="Hash of the rules" value={methods.findingRules.sha256} />
        </dd>

        <dt>How respondents were found</dt>
        <dd>{recruitment(methods.recruited)}</dd>

        {entered !== null && (
          <>
            <dt>Entered by the author</dt>
            <dd>{entered}</dd>
          </>
        )}

        <dt>Consent</dt>
        <dd>
          {consentWords(methods)}{" "}
          {edition && <a href={`/privacy/${edition.slug}`}>What is kept, and for how long</a>}
        </dd>

        <dt>Interests declared</dt>
        <dd>
          <Interests synthesis={synthesis} />
        </dd>
        {feedback !== null && (
          <>
            <dt>Feedback</dt>
            <dd>{feedback}</dd>
          </>
        )}

        <dt>Text</dt>
        <dd>{textOrigin(synthesis)}</dd>

        {edition && (
          <>
            <dt>Versions</dt>
            <dd>
              <ol className="versions">
                {edition.versions.map((version) => (
                  <li key={version.number}>
                    <a
                      href={`/s/${edition.slug}/v/${version.number}`}
                      {...(version.number === edition.number ? { "aria-current": "page" } : {})}
                    >
                      Version {version.number}
                    </a>
                    , {longDate(version.publishedAt)}
                    {version.number > 1 && (
                      <>
                        {" · "}
                        <a
                          href={publicPath(edition.slug, {
                            version: null,
                            view: { kind: "compare", from: version.number - 1, to: version.number },
                          })}
                        >
                          what changed
                        </a>
                      </>
                    )}
                    {version.changelog.length > 0 && (
                      <ul>
                        {version.changelog.map((change) => (
                          <li key={change.text}>{change.text}</li>
                        ))}
                      </ul>
                    )}
                  </li>
                ))}
              </ol>
              <Hash label="Hash of this version" value={edition.sha256} />
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** What named respondents declared about who funds and who employs them. */
function Interests({ synthesis }: { synthesis: Synthesis }) {
  const declared = namedRespondents(synthesis).filter(({ interests }) => interests !== "");
  if (declared.length === 0) return "None by a respondent who is named.";
  return (
    <ul>
      {declared.map(({ id, name, interests }) => (
        <li key={id}>
          {name}: {interests}
        </li>
      ))}
    </ul>
  );
}

function Hash({ label, value }: { label: string; value: string }) {
  return (
    <span className="hash">
      {label}: <code>{value}</code>
    </span>
  );
}

function recruitment({ author, colleague, self }: Synthesis["methods"]["recruited"]): string {
  const parts = [
    author > 0 ? `${author} invited by the author` : "",
    colleague > 0 ? `${colleague} named by a colleague` : "",
    self > 0 ? `${self} who put themselves forward, who stand in no finding` : "",
  ].filter(Boolean);
  return parts.length > 0 ? `${parts.join("; ")}.` : "Not recorded.";
}
