"use client";

import { useActionState } from "react";
import { ChoiceRow } from "@/components/forms/choice-list";
import { Button } from "@/components/ui/button";
import { FieldError, TextField } from "@/components/ui/field";
import type { Attribution } from "@/lib/core/answers/answer";
import { emptyForm, type FormAction } from "@/lib/core/form-state";
import { leastMinimumGroup, type PrivacyTerms } from "@/lib/core/survey/privacy-terms";

const levels: readonly (readonly [Attribution, string, string])[] = [
  ["named", "With their name", "Name, role, answer and text are shown."],
  ["role", "With a description", "A wording of their own stands instead of the name."],
  ["aggregate", "Only in the totals", "The text helps to find themes; you read it, nobody else."],
  ["author", "Only for the authors", "The answer is counted; the text feeds nothing else."],
];

type PrivacyTermsFormProps = {
  readonly surveyId: string;
  readonly terms: PrivacyTerms;
  /** Experts may have read the terms: they change in the experts' favour alone. */
  readonly opened: boolean;
  readonly store: FormAction;
};

/** What a survey promises its experts about their words; they read it before they answer. */
export function PrivacyTermsForm({ surveyId, terms, opened, store }: PrivacyTermsFormProps) {
  const [state, submit, pending] = useActionState(store, emptyForm);
  const typed = state.values["attributions"]?.split(" ");
  const offers = (level: Attribution) =>
    typed === undefined ? terms.attributions.includes(level) : typed.includes(level);
  const approves =
    state.values["submittingApprovesQuotes"] === undefined
      ? terms.submittingApprovesQuotes
      : state.values["submittingApprovesQuotes"] === "yes";
  return (
    <section aria-labelledby="terms" className="max-w-[44rem]">
      <h2 id="terms" className="mb-2 font-serif text-xl font-semibold">
        Consent and privacy
      </h2>
      <p className="mb-6 text-muted">
        Experts read exactly this on the first screen, before they answer.{" "}
        {opened && "Since the survey has opened, it can change in their favour only."}
      </p>
      {/* A new key takes what is stored, or what was typed and refused, over into the fields. */}
      <form
        key={JSON.stringify([terms, state])}
        action={submit}
        noValidate
        className="flex flex-col gap-8"
      >
        <input type="hidden" name="surveyId" value={surveyId} />
        <fieldset
          className="flex flex-col gap-2"
          {...(state.errors["attributions"] ? { "aria-describedby": "terms-levels-error" } : {})}
        >
          <legend className="mb-3 font-semibold">How experts may have an answer shown</legend>
          {levels.map(([level, label, detail]) => {
            const told = opened && terms.attributions.includes(level);
            return (
              <div key={level}>
                {/* A box that cannot be taken back posts nothing by itself. */}
                {told && <input type="hidden" name="attributions" value={level} />}
                <ChoiceRow
                  type="checkbox"
                  name={told ? undefined : "attributions"}
                  value={level}
                  defaultChecked={offers(level)}
                  disabled={told}
                  label={label}
                  detail={detail}
                />
              </div>
            );
          })}
          {state.errors["attributions"] && (
            <FieldError id="terms-levels-error">{state.errors["attributions"]}</FieldError>
          )}
        </fieldset>
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-3 font-semibold">Quotes</legend>
          <ChoiceRow
            type="checkbox"
            name="submittingApprovesQuotes"
            value="yes"
            defaultChecked={approves}
            disabled={opened && !terms.submittingApprovesQuotes}
            label="Submitting approves quotes"
            detail="Whoever allows quotes of an answer approves them by submitting it. Otherwise you ask for each quote before it is shown."
          />
          {state.errors["submittingApprovesQuotes"] && (
            <FieldError id="terms-quotes-error">
              {state.errors["submittingApprovesQuotes"]}
            </FieldError>
          )}
        </fieldset>
        <TextField
          id="terms-minimum"
          name="minimumGroup"
          inputMode="numeric"
          className="max-w-32"
          defaultValue={state.values["minimumGroup"] ?? String(terms.minimumGroup)}
          error={state.errors["minimumGroup"]}
          label="Smallest group that is shown apart"
          hint={`Where fewer answers to a question are not public, names are taken off its values. At least ${leastMinimumGroup}.`}
        />
        <TextField
          id="terms-months"
          name="retentionMonths"
          inputMode="numeric"
          className="max-w-32"
          required={false}
          defaultValue={state.values["retentionMonths"] ?? String(terms.retentionMonths ?? "")}
          error={state.errors["retentionMonths"]}
          label="Months for which names and texts are kept"
          hint="Counted from the day on which the survey closes. Then names, addresses and texts are erased, from published pages too; counts and figures stay. You are told two weeks before. Empty: no date."
        />
        <TextField
          id="terms-contact"
          name="objectionContact"
          required={false}
          defaultValue={state.values["objectionContact"] ?? terms.objectionContact}
          error={state.errors["objectionContact"]}
          label="Whom experts write to with an objection"
          hint="A person, an office or an address, for example “Data protection officer, privacy@university.example”. Everybody can read it."
        />
        <div className="flex items-center gap-4">
          <Button type="submit" variant="secondary" disabled={pending}>
            Store the terms
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
    </section>
  );
}
