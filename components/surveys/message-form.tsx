"use client";

import { useActionState, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field, TextAreaField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { emptyForm, type FormAction } from "@/lib/core/form-state";
import { findUnknownPlaceholders, unknownInWords } from "@/lib/core/invitations/message";

type MessageFormProps = {
  surveyId: string;
  message: string;
  version: number;
  senderName: string;
  /** What may stand in braces, as the author's language calls it. */
  placeholders: readonly string[];
  /** The members to whom replies can go, and who of them is chosen. */
  correspondents: readonly { readonly id: string; readonly name: string; readonly email: string }[];
  correspondentId: string;
  save: FormAction;
};

/** The author's message with what it may name of each person, and the name that mails come from. */
export function MessageForm({
  surveyId,
  message,
  version,
  senderName,
  placeholders,
  correspondents,
  correspondentId,
  save,
}: MessageFormProps) {
  const [state, submit, pending] = useActionState(save, emptyForm);
  const [text, setText] = useState(message);
  const [name, setName] = useState(senderName);
  const box = useRef<HTMLDivElement>(null);
  const [replies, setReplies] = useState(correspondentId);
  const unknown = findUnknownPlaceholders(text);
  const stored = state.values["stored"];
  const ownName = correspondents.find(({ id }) => id === replies)?.name ?? "";

  const insert = (placeholder: string) => {
    const area = box.current?.querySelector("textarea");
    const start = area?.selectionStart ?? text.length;
    const end = area?.selectionEnd ?? text.length;
    const written = `{${placeholder}}`;
    setText(text.slice(0, start) + written + text.slice(end));
    // Once the new words stand in the box.
    requestAnimationFrame(() => {
      area?.focus();
      area?.setSelectionRange(start + written.length, start + written.length);
    });
  };

  return (
    <form action={submit} className="flex flex-col gap-5">
      <input type="hidden" name="surveyId" value={surveyId} />
      <input type="hidden" name="version" value={state.values["version"] ?? version} />
      <TextField
        id="senderName"
        name="senderName"
        label="Sender’s name"
        required={false}
        hint={`Mails come from this name.${ownName ? ` Empty: ${ownName}.` : ""}`}
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={state.errors["senderName"]}
        autoComplete="off"
        maxLength={100}
      />
      <Field
        id="correspondentId"
        label="Replies go to"
        hint={
          correspondents.length > 1
            ? "One of the members who may edit the survey; they are named as whom to ask."
            : "Once others may edit the survey, they can be chosen here."
        }
        error={state.errors["correspondentId"]}
      >
        {(control) => (
          <select
            {...control}
            name="correspondentId"
            value={replies}
            onChange={(event) => setReplies(event.target.value)}
            className={`${controlClass} min-h-11`}
          >
            {correspondents.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name ? `${one.name} <${one.email}>` : one.email}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div ref={box} className="flex flex-col gap-2">
        <TextAreaField
          id="message"
          name="message"
          label="Your message"
          required={false}
          hint="Plain text, in your own words: who you are and why you ask them. Empty: a short neutral text. The greeting, what happens with the answers, the date and the link are added."
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={
            state.errors["message"] ??
            (unknown.length > 0
              ? `${unknownInWords(unknown)} ${unknown.length === 1 ? "is none of the placeholders below; no mail leaves with it" : "are none of the placeholders below; no mail leaves with them"}.`
              : undefined)
          }
          rows={9}
        />
        <fieldset className="flex flex-wrap items-center gap-2">
          <legend className="sr-only">Put in a placeholder</legend>
          {placeholders.map((placeholder) => (
            <Button
              key={placeholder}
              variant="secondary"
              size="compact"
              onClick={() => insert(placeholder)}
            >{`{${placeholder}}`}</Button>
          ))}
        </fieldset>
        <p className="text-sm text-muted">
          Each stands for what is known of the person. Where it may be missing, say what stands
          instead: <code>{`{${placeholders[1] ?? ""}|…}`}</code>.
        </p>
      </div>
      {stored !== undefined && (
        <Notice tone="wait" title="What stands there now">
          <p className="whitespace-pre-wrap">{stored || "Nothing: the message is empty."}</p>
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" disabled={pending}>
          Save the message
        </Button>
        <p role="status" className="text-sm empty:hidden">
          {state.errors["form"] ? (
            <span className="font-semibold text-bad">{state.errors["form"]}</span>
          ) : text === message && name === senderName && replies === correspondentId ? (
            state.done
          ) : state.done === undefined ? (
            "Not saved yet"
          ) : undefined}
        </p>
      </div>
    </form>
  );
}
