"use client";

import { RevisionChange } from "@/components/surveys/revision-change";
import { Button } from "@/components/ui/button";
import { gapsOf } from "@/lib/core/survey/opening-checklist";
import type { QuestionFields } from "@/lib/core/survey/question-draft";
import { keepsAnswers, type RewordingDecision } from "@/lib/core/survey/rewording";
import { setupInWords } from "@/lib/core/survey/setup-in-words";
import { CheckLine } from "./check-line";
import { useEditor, useEditorView, useQuestion } from "./editor-context";

/**
 * What a change of a question means once the survey has opened, beside the change: what differs, whose answers stand under
 * the words before, and what becomes of them. Experts go on reading what is stored until the author has chosen and saved.
 */
export function ChangedQuestion({ id, number }: { id: string; number: number }) {
  const { store, say } = useEditor();
  const { changes, questions, status } = useEditorView();
  const fields = useQuestion(id);
  const change = changes.find((one) => one.id === id);
  if (change === undefined) return null;
  const stored = store.storedQuestion(id);
  const { people, reachable } = questions.find((one) => one.id === id)?.answered ?? nobody;
  const gaps = gapsOf(fields).filter(({ weight }) => weight === "must");
  return (
    <section
      id={`${id}-decision`}
      tabIndex={-1}
      aria-labelledby={`${id}-decision-title`}
      className="border-s-[3px] border-wait bg-sheet px-4 py-4"
    >
      <h4 id={`${id}-decision-title`} className="font-semibold">
        This change is not stored yet: experts go on reading what stood before
      </h4>
      <RevisionChange before={inWords(stored)} after={inWords(fields)} />
      {gaps.length > 0 && (
        <ul className="mt-3 text-sm font-semibold text-wait">
          {gaps.map(({ words }) => (
            <li key={words}>Missing: {words}</li>
          ))}
        </ul>
      )}
      {people === 0 ? (
        <p className="mt-3">
          Nobody has answered this question yet. Once stored, the new words take the place of the
          old. What somebody has begun to type stays with the words that they saw, until they look
          at the new ones.
        </p>
      ) : (
        <Decisions
          id={id}
          chosen={change.decision}
          people={people}
          reachable={reachable}
          same={keepsAnswers(stored.setup, fields.setup)}
        />
      )}
      <div className="mt-4 flex flex-wrap gap-3">
        <Button
          size="compact"
          disabled={change.waits !== null || status === "saving"}
          onClick={() => {
            void store.save().then((saved) => saved && say(`Question ${number} is stored.`));
          }}
        >
          Save this change
        </Button>
        <Button
          variant="secondary"
          size="compact"
          onClick={() => {
            store.putBack(id);
            say(`Question ${number} is as it was.`);
            document.getElementById(`${id}-prompt`)?.focus();
          }}
        >
          Put back what stood before
        </Button>
      </div>
    </section>
  );
}

const nobody = { people: 0, reachable: 0 };

function Decisions({
  id,
  chosen,
  people,
  reachable,
  same,
}: {
  id: string;
  chosen: RewordingDecision | null;
  people: number;
  reachable: number;
  /** Whether every answer means the same as before. */
  same: boolean;
}) {
  const { store } = useEditor();
  const theirs = people === 1 ? "this answer" : `these ${people} answers`;
  const choices: readonly {
    decision: RewordingDecision;
    label: string;
    detail: string;
    possible: boolean;
  }[] = [
    {
      decision: "correction",
      label: "It is the same question",
      detail: same
        ? `For slips of the pen alone: ${theirs} go${people === 1 ? "es" : ""} on counting. The history keeps both wordings.`
        : "Not with this change: an answer given before would mean something else now.",
      possible: same,
    },
    {
      decision: "ask-again",
      label: `It is another question: ask ${who(people, reachable)} again by mail`,
      detail:
        reachable === 0
          ? "Nobody of them can be reached by mail, or has confirmed what was entered."
          : `The figures begin anew. One mail each, in their own language, says what changed${reachable < people ? `; ${people - reachable} cannot be reached` : ""}.`,
      possible: reachable > 0,
    },
    {
      decision: "reworded",
      label: "It is another question: ask nobody again",
      detail: `The figures begin anew, and ${theirs} ${people === 1 ? "is" : "are"} counted apart. You can still ask them on the page of reworded questions.`,
      possible: true,
    },
  ];
  return (
    <fieldset className="mt-4">
      <legend className="font-semibold">
        {people === 1 ? "1 person has" : `${people} people have`} answered it as it was. Their{" "}
        {people === 1 ? "answer stays" : "answers stay"} with those words; what becomes of{" "}
        {people === 1 ? "it" : "them"}?
      </legend>
      <div className="mt-2 flex flex-col gap-1">
        {choices.map(({ decision, label, detail, possible }) => (
          <CheckLine
            key={decision}
            type="radio"
            name={`${id}-decision`}
            label={label}
            detail={detail}
            disabled={!possible}
            checked={possible && chosen === decision}
            onChange={() => store.decide(id, decision)}
          />
        ))}
      </div>
    </fieldset>
  );
}

function who(people: number, reachable: number): string {
  if (people === 1) return "this person";
  return reachable === people || reachable === 0
    ? `the ${people}`
    : `${reachable} of the ${people}`;
}

function inWords({ prompt, help, setup }: QuestionFields) {
  return { prompt, help, setup: setupInWords(setup).join("; ") };
}
