"use client";

import { type ReactNode, useActionState } from "react";
import { Button, type ButtonSize, type ButtonVariant } from "@/components/ui/button";
import { emptyForm, type FormAction } from "@/lib/core/form-state";

type ActionFormProps = {
  action: FormAction;
  /** What the action is told. */
  fields: Readonly<Record<string, string>>;
  label: ReactNode;
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** There is nothing to do; what came of the last time stays beside it. */
  idle?: boolean;
  /** What came of it stands elsewhere on the page: only a refusal is said here. */
  isSeen?: boolean;
};

/** One button that acts, and says beside itself what came of it. */
export function ActionForm({
  action,
  fields,
  label,
  variant,
  size,
  idle,
  isSeen,
}: ActionFormProps) {
  const [state, submit, pending] = useActionState(action, emptyForm);
  return (
    <form action={submit} className="flex flex-col items-start gap-1">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Button
        type="submit"
        disabled={pending || idle === true}
        {...(variant === undefined ? {} : { variant })}
        {...(size === undefined ? {} : { size })}
      >
        {label}
      </Button>
      <p role="status" className="max-w-72 text-sm empty:hidden">
        {state.errors["form"] ? (
          <span className="font-semibold text-bad">{state.errors["form"]}</span>
        ) : (
          !isSeen && state.done
        )}
      </p>
    </form>
  );
}
