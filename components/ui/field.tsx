import type { ComponentProps, ReactNode } from "react";

/** What a control needs so that its label, hint and error are read with it. */
export type ControlProps = {
  id: string;
  required?: boolean;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
};

type FieldProps = {
  /** Unique on the page; the control takes it. */
  id: string;
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  required?: boolean;
  /** How the page's language says that a field may stay empty. */
  optional?: string;
  children: (control: ControlProps) => ReactNode;
};

/** Label, hint and error around one control. */
export function Field({
  id,
  label,
  hint,
  error,
  required,
  optional = "optional",
  children,
}: FieldProps) {
  const describedBy = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""]
    .filter(Boolean)
    .join(" ");
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="text-base font-semibold">
        {label}
        {required === false && <span className="font-normal text-muted"> ({optional})</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </p>
      )}
      {children({
        id,
        ...(required ? { required: true } : {}),
        ...(describedBy ? { "aria-describedby": describedBy } : {}),
        ...(error ? { "aria-invalid": true as const } : {}),
      })}
      {error && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </div>
  );
}

/** What is wrong with a control, in words. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="text-sm font-semibold whitespace-pre-line text-bad">
      {children}
    </p>
  );
}

/** The look of a text control. */
export const controlClass =
  "w-full rounded-md border border-edge bg-paper px-3 py-2 font-sans text-base text-ink placeholder:text-muted hover:border-ink aria-invalid:border-bad aria-invalid:border-2 disabled:bg-sheet disabled:text-muted";

/** The look of a control that takes a file. */
export const fileClass =
  "block min-h-11 max-w-full text-sm file:mr-4 file:min-h-11 file:cursor-pointer file:rounded-md file:border file:border-edge file:bg-paper file:px-4 file:font-semibold file:text-ink disabled:text-muted";

type Wiring = Omit<FieldProps, "children" | "optional"> & { optional?: string | undefined };

/** One line of text with its label. */
export function TextField({
  id,
  label,
  hint,
  error,
  required,
  optional,
  className,
  ...input
}: Wiring & Omit<ComponentProps<"input">, keyof Wiring>) {
  return (
    <Field {...wiring({ id, label, hint, error, required, optional })}>
      {(control) => (
        <input
          type="text"
          {...input}
          {...control}
          className={`${controlClass} min-h-11 ${className ?? ""}`}
        />
      )}
    </Field>
  );
}

/** Several lines of text with their label; the box grows with the words where the browser can. */
export function TextAreaField({
  id,
  label,
  hint,
  error,
  required,
  optional,
  className,
  ...textarea
}: Wiring & Omit<ComponentProps<"textarea">, keyof Wiring>) {
  return (
    <Field {...wiring({ id, label, hint, error, required, optional })}>
      {(control) => (
        <textarea
          rows={5}
          {...textarea}
          {...control}
          className={`${controlClass} field-sizing-content min-h-32 leading-relaxed ${className ?? ""}`}
        />
      )}
    </Field>
  );
}

function wiring({
  id,
  label,
  hint,
  error,
  required,
  optional,
}: {
  id: string;
  label: ReactNode;
  hint: ReactNode;
  error: string | undefined;
  required: boolean | undefined;
  optional: string | undefined;
}): Omit<FieldProps, "children"> {
  return {
    id,
    label,
    hint,
    error,
    ...(required === undefined ? {} : { required }),
    ...(optional === undefined ? {} : { optional }),
  };
}
