"use client";

import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { setupDraftSchema } from "@/lib/core/survey/question-draft";
import { setupInWords } from "@/lib/core/survey/setup-in-words";
import { useEditor, useFieldState } from "./editor-context";

/** What stands beside a field: two texts of which the author chooses one, or why the server did not take it. */
export function FieldNotes({
  name,
  read = (text) => text,
}: {
  name: string;
  /** How a stored text reads, where it is stored otherwise. */
  read?: (text: string) => string;
}) {
  const { store, say } = useEditor();
  const field = useFieldState(name);
  if (field === undefined) return null;
  const choose = (choice: "mine" | "theirs") => {
    store.settle(name, choice);
    say(choice === "mine" ? "Your text is kept." : "The other text is taken.");
  };
  return (
    <>
      {field.refused !== null && (
        <FieldError id={`${name}-refused`}>Not saved: {field.refused}</FieldError>
      )}
      {field.conflict !== null && (
        <Notice tone="wait" live="alert" title="Somebody else changed this while you typed">
          <p>Nothing is lost: both are here. Choose one; you can edit it afterwards.</p>
          <div className="mt-3 grid gap-4 sm:grid-cols-2">
            <Version title="Yours" words={read(inWords(field.value))}>
              <Button variant="secondary" size="compact" onClick={() => choose("mine")}>
                Keep mine
              </Button>
            </Version>
            <Version title="Stored by somebody else" words={read(inWords(field.conflict.theirs))}>
              <Button variant="secondary" size="compact" onClick={() => choose("theirs")}>
                Take theirs
              </Button>
            </Version>
          </div>
        </Notice>
      )}
    </>
  );
}

function Version({
  title,
  words,
  children,
}: {
  title: string;
  words: string;
  children: React.ReactNode;
}) {
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm font-semibold">{title}</p>
      <p className="max-h-60 grow overflow-auto border border-line bg-paper p-2 text-sm whitespace-pre-line">
        {words || "(empty)"}
      </p>
      <div>{children}</div>
    </div>
  );
}

function inWords(value: unknown): string {
  if (typeof value === "string") return value;
  const setup = setupDraftSchema.safeParse(value);
  if (setup.success) return setupInWords(setup.data).join("\n");
  if (!Array.isArray(value)) return "";
  return value
    .map((item: unknown) =>
      typeof item === "object" && item !== null ? Object.values(item).join(", ") : String(item),
    )
    .join("\n");
}
