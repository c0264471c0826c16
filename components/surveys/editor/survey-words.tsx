"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field, TextAreaField, TextField } from "@/components/ui/field";
import { messageIn, placeholderName, storedMessage } from "@/lib/core/invitations/message";
import { chosenLanguage, languageNames, languages, parseLanguage } from "@/lib/core/language";
import type { SurveyFieldName, SurveyFields } from "@/lib/surveys/editor/schema";
import { useEditor, useSurveyValue } from "./editor-context";
import { surveyField } from "./field-names";
import { FieldNotes } from "./field-notes";
import { IconButton } from "./icon-button";
import { UndoHere } from "./undo-bar";
import { useStandardScales } from "./use-standard-scales";

/** Reads and writes one of the survey's own fields. */
function useSurveyField<Name extends SurveyFieldName>(name: Name) {
  const { store } = useEditor();
  const value = useSurveyValue(name);
  return [value, (next: SurveyFields[Name]) => store.setSurvey(name, next)] as const;
}

/** What stands before the questions: title, introduction, authors. */
export function OpeningWords() {
  const [title, setTitle] = useSurveyField("title");
  const [introduction, setIntroduction] = useSurveyField("introduction");
  return (
    <section aria-label="Opening" className="flex flex-col gap-6">
      <div>
        <TextField
          id="title"
          label="Title"
          maxLength={300}
          className="font-semibold"
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
        <FieldNotes name={surveyField("title")} />
      </div>
      <div>
        <TextAreaField
          id="introduction"
          label="Introduction"
          hint="Experts read it before they answer, and it opens the published page. Markdown: **bold**, *italic*, [links](https://…)."
          maxLength={50_000}
          value={introduction}
          onChange={(event) => setIntroduction(event.target.value)}
        />
        <FieldNotes name={surveyField("introduction")} />
      </div>
      <Authors />
    </section>
  );
}

/** Rows as typed: one without a name is not stored yet. */
function Authors() {
  const [authors, setAuthors] = useSurveyField("authors");
  const { offerUndo } = useEditor();
  const [unnamed, setUnnamed] = useState<string | null>(null);
  const rows = authors.map(({ name, url }) => ({ name, url: url ?? "" }));
  const store = (next: readonly { name: string; url: string }[]) =>
    setAuthors(next.map(({ name, url }) => (url === "" ? { name } : { name, url })));
  return (
    <fieldset id="authors" tabIndex={-1}>
      <legend className="mb-1.5 font-semibold">Authors</legend>
      <p className="mb-2 text-sm text-muted">As the published page names them.</p>
      <ul className="flex flex-col gap-2">
        {rows.map((row, index) => (
          // An author has no identity but the place.
          <li key={index} className="flex flex-wrap items-center gap-2 sm:flex-nowrap">
            <input
              aria-label={`Name of author ${index + 1}`}
              value={row.name}
              maxLength={200}
              onChange={(event) => store(rows.with(index, { ...row, name: event.target.value }))}
              className={`${controlClass} min-h-11 sm:w-1/2`}
            />
            <input
              aria-label={`Web page of author ${index + 1}`}
              placeholder="https://… (optional)"
              inputMode="url"
              value={row.url}
              maxLength={500}
              onChange={(event) => store(rows.with(index, { ...row, url: event.target.value }))}
              className={`${controlClass} min-h-11 min-w-0 grow basis-40`}
            />
            <IconButton
              icon="remove"
              label={`Remove author ${index + 1}`}
              onClick={() => {
                const before = authors;
                store(rows.toSpliced(index, 1));
                offerUndo({
                  words: `${row.name || "The author"} is removed.`,
                  undo: () => setAuthors(before),
                  place: "authors",
                });
              }}
            />
          </li>
        ))}
        {unnamed !== null && (
          <li className="flex gap-2">
            <input
              // The button that was pressed has made room for it.
              // biome-ignore lint/a11y/noAutofocus: the author asked for this field a moment ago
              autoFocus
              aria-label="Name of the new author"
              value={unnamed}
              maxLength={200}
              onChange={(event) => setUnnamed(event.target.value)}
              onBlur={() => {
                if (unnamed.trim() !== "") store([...rows, { name: unnamed, url: "" }]);
                setUnnamed(null);
              }}
              onKeyDown={(event) => {
                if (event.key === "Enter") event.currentTarget.blur();
              }}
              className={`${controlClass} min-h-11 sm:w-1/2`}
            />
          </li>
        )}
      </ul>
      <UndoHere place="authors" />
      {unnamed === null && rows.length < 50 && (
        <Button
          variant="quiet"
          size="compact"
          className="mt-1 -ms-3"
          onClick={() => setUnnamed("")}
        >
          Add an author
        </Button>
      )}
      <FieldNotes name={surveyField("authors")} />
    </fieldset>
  );
}

/** What stands around the questions: the last day, the language, the author's words on consent and in the invitation. */
export function SurroundingWords({ timeZones }: { timeZones: readonly string[] }) {
  const [closesOn, setClosesOn] = useSurveyField("closesOn");
  const [timeZone, setTimeZone] = useSurveyField("timeZone");
  const [language, setLanguage] = useSurveyField("language");
  const [consentWords, setConsentWords] = useSurveyField("consentWords");
  const translateScales = useStandardScales();
  return (
    <section aria-labelledby="around-title" className="flex flex-col gap-6">
      <h2 id="around-title" className="font-serif text-xl font-semibold">
        Closing, language, words around it
      </h2>
      <div className="grid items-end gap-5 sm:grid-cols-2">
        <div>
          <TextField
            id="closesOn"
            type="date"
            label="Last day"
            hint="Answers are taken until 23:59. Empty: no end."
            value={closesOn}
            onChange={(event) => setClosesOn(event.target.value)}
          />
          <FieldNotes name={surveyField("closesOn")} />
        </div>
        <div>
          <Field id="timeZone" label="Time zone" hint="Experts see the end in theirs.">
            {(control) => (
              <select
                {...control}
                value={timeZone}
                onChange={(event) => setTimeZone(event.target.value)}
                className={`${controlClass} min-h-11`}
              >
                {[...new Set(["UTC", timeZone, ...timeZones])].map((zone) => (
                  <option key={zone}>{zone}</option>
                ))}
              </select>
            )}
          </Field>
          <FieldNotes name={surveyField("timeZone")} />
        </div>
      </div>
      <div>
        <Field
          id="language"
          label="Language of your experts"
          hint="Their pages and mails speak it, and the usual labels of a draft’s scales. A single invitation can name another."
        >
          {(control) => (
            <select
              {...control}
              value={language}
              onChange={(event) => {
                const chosen = parseLanguage(event.target.value);
                if (chosen === null) return;
                setLanguage(chosen);
                translateScales(chosen);
              }}
              className={`${controlClass} min-h-11 sm:max-w-[21rem]`}
            >
              {languages.map((one) => (
                <option key={one} value={one}>
                  {languageNames[one]}
                </option>
              ))}
            </select>
          )}
        </Field>
        <FieldNotes name={surveyField("language")} />
      </div>
      <div>
        <TextAreaField
          id="consentWords"
          label="Your words on consent"
          hint="What you promise about the answers: who reads them, how long they are kept, whom to write to. Experts read it before they begin, beside what the product says of itself. Markdown; empty: nothing is added."
          maxLength={10_000}
          value={consentWords}
          onChange={(event) => setConsentWords(event.target.value)}
        />
        <FieldNotes name={surveyField("consentWords")} />
      </div>
      <MessageField />
    </section>
  );
}

/** The message of the invitation: its placeholders are stored under one name each, and read in the survey's language. */
function MessageField() {
  const [stored, store] = useSurveyField("invitationMessage");
  const language = chosenLanguage(null, useSurveyField("language")[0]);
  const [typed, setTyped] = useState(stored);
  const [typedIn, setTypedIn] = useState(language);
  // While somebody types, their own spelling of a placeholder stands: another would move the cursor.
  const message =
    typedIn === language && storedMessage(typed) === stored && typed !== stored
      ? typed
      : messageIn(stored, language);
  return (
    <div>
      <TextAreaField
        id="invitationMessage"
        label="Your message in the invitation"
        hint={`Plain text, in your own words: who you are and why you ask them. {${placeholderName("name", language)}} stands for the name of each; more of the kind, and how each person will read it, are under Invitations. Empty: a short neutral text. What happens with the answers, the date and the link are added.`}
        maxLength={5000}
        value={message}
        onChange={(event) => {
          setTyped(event.target.value);
          setTypedIn(language);
          store(storedMessage(event.target.value));
        }}
      />
      <FieldNotes
        name={surveyField("invitationMessage")}
        read={(text) => messageIn(text, language)}
      />
    </div>
  );
}
