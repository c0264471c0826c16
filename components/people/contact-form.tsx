"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field, TextAreaField, TextField } from "@/components/ui/field";
import type { ContactFacts } from "@/lib/core/contacts/contact";
import { emptyForm, type FormAction } from "@/lib/core/form-state";
import { languageNames, languages } from "@/lib/core/language";

/** The fields of one person; without `contactId` it puts somebody new into the book. */
export function ContactForm({
  contactId,
  facts,
  save,
}: {
  contactId?: string;
  facts?: ContactFacts;
  save: FormAction;
}) {
  const [state, submit, pending] = useActionState(save, emptyForm);
  const value = (field: keyof ContactFacts) => state.values[field] ?? facts?.[field] ?? "";
  const line = (field: keyof ContactFacts, label: string, more: object = {}) => (
    <TextField
      key={`${field} ${value(field)}`}
      id={field}
      name={field}
      label={label}
      defaultValue={value(field)}
      error={state.errors[field]}
      autoComplete="off"
      {...(field === "email" ? {} : { required: false as const })}
      {...more}
    />
  );
  return (
    <form action={submit} noValidate className="flex max-w-[44rem] flex-col gap-5">
      {contactId !== undefined && <input type="hidden" name="contactId" value={contactId} />}
      <div className="grid gap-5 sm:grid-cols-2">
        {line("name", "Name", { dir: "auto" })}
        {line("email", "Mail address", { type: "email", required: true })}
        {line("affiliation", "Affiliation", { dir: "auto" })}
        {line("role", "Role", { dir: "auto" })}
        {line("orcid", "ORCID", { placeholder: "0000-0002-1825-0097", inputMode: "text" })}
        {line("page", "Web page", { type: "url", placeholder: "https://" })}
      </div>
      <Field
        id="language"
        label="Language"
        hint="In which this person is asked."
        error={state.errors["language"]}
      >
        {(control) => (
          <select
            {...control}
            key={value("language")}
            name="language"
            defaultValue={value("language")}
            className={`${controlClass} min-h-11 max-w-72`}
          >
            <option value="">each survey’s own</option>
            {languages.map((language) => (
              <option key={language} value={language}>
                {languageNames[language]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <TextAreaField
        key={`notes ${value("notes")}`}
        id="notes"
        name="notes"
        label="Notes"
        required={false}
        hint="No other author reads them. The person can ask to see them."
        defaultValue={value("notes")}
        error={state.errors["notes"]}
        rows={3}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={pending}>
          {contactId === undefined ? "Add to the address book" : "Save"}
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
