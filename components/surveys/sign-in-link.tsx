"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";
import { emptyForm, type FormAction } from "@/lib/core/form-state";

/** Makes a link that signs somebody in, to be handed over in another way than by mail. */
export function SignInLink({ email, make }: { email: string; make: FormAction }) {
  const [state, submit, pending] = useActionState(make, emptyForm);
  const url = state.values["url"];
  return (
    <form action={submit} className="flex min-w-56 flex-col items-start gap-1">
      <input type="hidden" name="email" value={email} />
      <Button type="submit" variant="secondary" size="compact" disabled={pending}>
        Make a link<span className="sr-only"> for {email}</span>
      </Button>
      <div role="status" className="w-full empty:hidden">
        {state.errors["form"]}
        {url !== undefined && (
          <>
            <input
              readOnly
              aria-label={`Sign-in link for ${email}`}
              value={url}
              onFocus={(event) => event.currentTarget.select()}
              className={`${controlClass} text-xs`}
            />
            <p className="text-muted">Works once, for an hour. Hand it to nobody else.</p>
          </>
        )}
      </div>
    </form>
  );
}
