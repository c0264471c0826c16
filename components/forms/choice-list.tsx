import type { ComponentProps, ReactNode } from "react";

/** One radio button or box with words, large enough for a thumb. */
export function ChoiceRow({
  label,
  detail,
  ...input
}: { label: ReactNode; detail?: ReactNode } & ComponentProps<"input">) {
  return (
    <label className="flex min-h-12 cursor-pointer items-start gap-3 rounded-md border border-line px-3 py-2.5 hover:border-edge has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <input {...input} className="mt-0.5 size-5 shrink-0" />
      <span>
        <span className="block">{label}</span>
        {detail && <span className="block text-sm text-muted">{detail}</span>}
      </span>
    </label>
  );
}

/** A row of numbers as radio buttons, with words at both ends. */
export function NumberScale({
  from,
  to,
  lowWords,
  highWords,
  checked,
  inputProps,
}: {
  from: number;
  to: number;
  lowWords: string;
  highWords: string;
  checked: string;
  inputProps: ComponentProps<"input">;
}) {
  const numbers = Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
  return (
    <div>
      <div className="grid grid-cols-5 gap-1.5 sm:grid-cols-10">
        {numbers.map((number) => (
          <label
            key={number}
            className="flex min-h-12 cursor-pointer flex-col items-center justify-center rounded-md border border-line text-sm tabular-nums hover:border-edge has-checked:border-accent has-checked:bg-accent-soft has-checked:font-semibold has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input
              {...inputProps}
              type="radio"
              value={number}
              defaultChecked={checked === number}
              className="size-4"
            />
            {number}
          </label>
        ))}
      </div>
      <p className="mt-1.5 flex justify-between gap-6 text-sm text-muted">
        <span>1 = {lowWords}</span>
        <span className="text-end">
          {to} = {highWords}
        </span>
      </p>
    </div>
  );
}
