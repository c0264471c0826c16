import type { ReactNode } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { StateLabel } from "@/components/ui/state-label";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { longDate } from "./reading";
import { SynthesisView } from "./synthesis-view";

type DraftViewProps = {
  survey: {
    id: string;
    title: string;
    publication: {
      slug: string;
      unpublishedAt: Date | null;
      versions: readonly { number: number; publishedAt: Date }[];
    } | null;
  };
  /** Null until the first answer was submitted and the draft computed. */
  draft: {
    synthesis: Synthesis;
    inputHash: string;
    age: string;
    notes: readonly { blocks: boolean; text: string }[];
  } | null;
  mayPublish: boolean;
  mayExportPrivate: boolean;
  /** Why the last attempt to publish was refused. */
  refused: string | null;
  publish: (form: FormData) => Promise<void>;
  /** What a model proposes, where one is asked. */
  proposals: ReactNode;
};

const refusals: Readonly<Record<string, string>> = {
  conflict:
    "Answers changed after this page was shown. Below is the newest draft: read it, then publish again.",
  "nothing-to-publish": "There are no submitted answers. Nothing was published.",
  "invalid-input": "A quote is not exactly what its respondent wrote. Nothing was published.",
  "not-allowed": "Only owners and editors of the survey may publish it. Nothing was published.",
};

/** The author's draft: what the public will read, with what stands between the two. */
export function DraftView({
  survey,
  draft,
  mayPublish,
  mayExportPrivate,
  refused,
  publish,
  proposals,
}: DraftViewProps) {
  const versions = survey.publication?.versions ?? [];
  const [latest] = versions;
  const blocked = draft?.notes.some(({ blocks }) => blocks) ?? true;
  return (
    <div className="mx-auto w-full max-w-page px-5 pt-8 sm:px-8">
      <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4">
        <div>
          <p className="text-sm text-muted">
            <a className="link" href={`/surveys/${survey.id}`}>
              {survey.title}
            </a>
          </p>
          <h1 className="font-serif text-2xl font-semibold">Synthesis</h1>
          <p className="mt-2 flex flex-wrap items-center gap-x-4 text-sm text-muted">
            <StateLabel state={latest ? "published" : "draft"}>
              {latest ? `version ${latest.number}` : "draft"}
            </StateLabel>
            {draft && <span>Regenerated {draft.age}</span>}
            {latest && survey.publication && (
              <a className="link" href={`/s/${survey.publication.slug}`}>
                Published {longDate(latest.publishedAt)}
              </a>
            )}
            {draft && mayExportPrivate && (
              <a className="link" href={`/surveys/${survey.id}/synthesis/private`}>
                All answers as JSON
              </a>
            )}
          </p>
        </div>
        {draft && mayPublish && !blocked && (
          <details className="publish">
            <summary className={buttonClass("primary")}>Publish …</summary>
            <form
              action={publish}
              className="mt-3 max-w-sm border-l-[3px] border-accent bg-sheet p-4"
            >
              <input type="hidden" name="surveyId" value={survey.id} />
              <input type="hidden" name="seenInputHash" value={draft.inputHash} />
              <p className="mb-3 text-sm">
                Version {(latest?.number ?? 0) + 1} becomes public as it stands below and stays at
                its own address. Respondents can still withdraw their words from it.
              </p>
              <Button type="submit">Publish version {(latest?.number ?? 0) + 1}</Button>
            </form>
          </details>
        )}
      </div>
      {refused && (
        <Notice tone="bad" title="Not published" live="alert">
          <p>{refusals[refused] ?? "Nothing was published. Try again."}</p>
        </Notice>
      )}
      {draft && draft.notes.length > 0 && (
        <Notice
          tone={blocked ? "bad" : "plain"}
          title={blocked ? "This cannot be published yet" : "Not on the public page"}
        >
          <ul className="list-disc pl-5">
            {draft.notes.map(({ text }) => (
              <li key={text}>{text}</li>
            ))}
          </ul>
        </Notice>
      )}
      {proposals}
      {draft ? (
        <section
          aria-label="The page as the public will read it"
          className="mt-8 border-t border-edge"
        >
          <SynthesisView synthesis={draft.synthesis} edition={null} titleLevel={2} />
        </section>
      ) : (
        <p className="mt-8 text-muted">
          The synthesis writes itself once the first answer is submitted. There is none yet.
        </p>
      )}
      {versions.length > 1 && survey.publication && (
        <p className="mt-6 text-sm text-muted">
          Earlier versions:{" "}
          {versions.slice(1).map(({ number }) => (
            <a
              key={number}
              className="link mr-3"
              href={`/s/${survey.publication?.slug}/v/${number}`}
            >
              {number}
            </a>
          ))}
        </p>
      )}
    </div>
  );
}
