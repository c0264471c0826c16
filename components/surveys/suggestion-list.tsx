"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { emptyForm, type FormAction } from "@/lib/core/form-state";
import { ActionForm } from "./action-form";
import { WaitingPeople } from "./waiting-people";

type Suggestion = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly note: string;
  readonly state: "open" | "approved" | "dismissed";
  readonly by: string;
};

type SuggestionListProps = {
  surveyId: string;
  suggestions: readonly Suggestion[];
  approve: FormAction;
  dismiss: FormAction;
};

/** Colleagues whom invited experts named: each is approved or put aside by the author, and mailed by neither. */
export function SuggestionList({ suggestions, ...rest }: SuggestionListProps) {
  return (
    <WaitingPeople
      id="suggested"
      title="Suggested colleagues"
      lead="Named by experts whom you invited. Approving adds a person to the list above; the mail goes out when you send it."
      people={suggestions}
      row={(suggestion) => <Row key={suggestion.id} suggestion={suggestion} {...rest} />}
    />
  );
}

function Row({
  suggestion,
  surveyId,
  approve,
  dismiss,
}: Omit<SuggestionListProps, "suggestions"> & { suggestion: Suggestion }) {
  const [state, submit, pending] = useActionState(approve, emptyForm);
  const { id, name, note, by } = suggestion;
  return (
    <li className="py-4">
      <p className="font-semibold">{name}</p>
      {note !== "" && <p className="text-sm whitespace-pre-line">{note}</p>}
      {by !== "" && <p className="text-sm text-muted">Named by {by}</p>}
      <div className="mt-3 flex flex-wrap items-end gap-3">
        <form action={submit} noValidate className="flex flex-wrap items-end gap-3">
          <input type="hidden" name="surveyId" value={surveyId} />
          <input type="hidden" name="suggestionId" value={id} />
          <TextField
            key={state.values["email"] ?? ""}
            id={`suggested-${id}`}
            name="email"
            type="email"
            label="Address"
            defaultValue={state.values["email"] ?? suggestion.email ?? ""}
            error={state.errors["email"] ?? state.errors["form"]}
          />
          <Button type="submit" size="compact" disabled={pending}>
            Approve<span className="sr-only"> {name}</span>
          </Button>
        </form>
        {suggestion.state === "open" && (
          <ActionForm
            action={dismiss}
            fields={{ surveyId, suggestionId: id }}
            label={
              <>
                Put aside<span className="sr-only"> {name}</span>
              </>
            }
            variant="quiet"
            size="compact"
          />
        )}
      </div>
    </li>
  );
}
