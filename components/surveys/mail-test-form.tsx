"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { type MailTestAction, untested } from "@/lib/jobs/mail/schema";

/** One button that tries the mail settings, and what came of it in the server's own words. */
export function MailTestForm({ reader, test }: { reader: string; test: MailTestAction }) {
  const [state, submit, pending] = useActionState(test, untested);
  return (
    <form action={submit} className="mt-6 flex flex-col items-start gap-3">
      <Button type="submit" disabled={pending}>
        {pending ? "Asking the server …" : "Test these settings"}
      </Button>
      <p className="text-sm text-muted">Connects, and sends a mail to {reader}.</p>
      <div role="status" className="w-full empty:hidden">
        {state.error && <p className="font-semibold text-bad">{state.error}</p>}
        {state.steps.length > 0 && (
          <ul className="flex flex-col gap-1">
            {state.steps.map(({ good, words }) => (
              <li key={words} className={`break-words ${good ? "text-good" : "text-bad"}`}>
                {words}
              </li>
            ))}
          </ul>
        )}
      </div>
      {state.transcript.length > 0 && (
        <details className="w-full">
          <summary className="min-h-11 cursor-pointer content-center py-1 sm:min-h-9 text-accent underline-offset-4 hover:underline">
            What was said
          </summary>
          <pre className="overflow-x-auto border border-line bg-sheet p-3 text-xs">
            {state.transcript.join("\n")}
          </pre>
        </details>
      )}
    </form>
  );
}
