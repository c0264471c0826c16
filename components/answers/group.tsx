import type { ReactNode } from "react";
import { FieldError } from "@/components/ui/field";

type GroupProps = {
  legend: string;
  /** Read aloud, and not seen where the prompt above says enough. */
  hidden?: boolean;
  hint?: string | undefined;
  error: string | undefined;
  errorId: string;
  children: ReactNode;
};

/** Several choices that belong together, with what is wrong beside them. */
export function Group({ legend, hidden, hint, error, errorId, children }: GroupProps) {
  return (
    <fieldset
      {...(error ? { "aria-describedby": errorId, "data-invalid": true, tabIndex: -1 } : {})}
    >
      <legend className={hidden ? "sr-only" : "mb-2 text-base font-semibold"}>{legend}</legend>
      {hint && <p className="mb-2 text-sm text-muted">{hint}</p>}
      <div className="flex flex-col gap-2">{children}</div>
      {error && (
        <div className="mt-2">
          <FieldError id={errorId}>{error}</FieldError>
        </div>
      )}
    </fieldset>
  );
}
