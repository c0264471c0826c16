import type { ComponentProps, ReactNode } from "react";

/** A box or a button to tick with its words, without a frame: a setting among others. */
export function CheckLine({
  label,
  detail,
  ...input
}: { label: ReactNode; detail?: ReactNode } & ComponentProps<"input">) {
  return (
    <label className="flex min-h-11 w-fit cursor-pointer items-start gap-3 rounded-sm py-2 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent has-disabled:cursor-default sm:min-h-9 sm:py-1">
      <input {...input} className="mt-1 size-4.5 shrink-0" />
      <span>
        <span className="block">{label}</span>
        {detail && <span className="block text-sm text-muted">{detail}</span>}
      </span>
    </label>
  );
}
