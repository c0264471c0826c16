"use client";

import { useActionState } from "react";
import { ChoiceRow } from "@/components/forms/choice-list";
import { keepTyped } from "@/components/forms/keep-typed";
import { Button } from "@/components/ui/button";
import { emptyForm, type FormAction } from "@/lib/core/form-state";

/** What the author chooses beside the survey's words. */
export function SurveyChoices({
  action,
  survey,
}: {
  action: FormAction;
  survey: {
    id: string;
    draft: boolean;
    showOthersAfterSubmitting: boolean;
    previewForNamed: boolean;
  };
}) {
  const [state, submit, pending] = useActionState(action, emptyForm);
  return (
    <form
      action={submit}
      onSubmit={keepTyped(submit)}
      className="flex max-w-[44rem] flex-col items-start gap-4"
    >
      <input type="hidden" name="surveyId" value={survey.id} />
      <fieldset className="flex w-full flex-col gap-2">
        <legend className="mb-3 font-serif text-xl font-semibold">
          What experts see of one another
        </legend>
        <ChoiceRow
          type="checkbox"
          name="showOthersAfterSubmitting"
          value="yes"
          defaultChecked={survey.showOthersAfterSubmitting}
          disabled={!survey.draft}
          label="Private first, then together"
          detail="Once experts have submitted they see where they stand among the others, and the strongest points on the other side, as far as consented. They may revise; the page shows how positions moved."
        />
      </fieldset>
      {!survey.draft && (
        <p className="text-sm text-muted">
          Experts have read this before answering: it stays as it was when the survey opened.
        </p>
      )}
      <fieldset className="flex w-full flex-col gap-2">
        <legend className="mb-3 font-semibold">Before publication</legend>
        <ChoiceRow
          type="checkbox"
          name="previewForNamed"
          value="yes"
          defaultChecked={survey.previewForNamed}
          label="Named experts can read the page before it is published"
          detail="Whoever has an answer with their name finds it behind their personal link, from the page with their own answers. Nobody else does."
        />
      </fieldset>
      <div className="flex items-center gap-4">
        <Button type="submit" variant="secondary" disabled={pending}>
          Store this
        </Button>
        <p role="status" className="text-sm empty:hidden">
          {state.errors["form"] ? (
            <span className="font-semibold text-bad">{state.errors["form"]}</span>
          ) : (
            state.done
          )}
        </p>
      </div>
    </form>
  );
}
