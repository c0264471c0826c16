import type { ComponentProps } from "react";

const shapes = {
  up: "M3 10 8 5l5 5",
  down: "M3 6l5 5 5-5",
  remove: "M4 4l8 8M12 4l-8 8",
} as const;

/** A small button whose words are read aloud and shown on hover. */
export function IconButton({
  icon,
  label,
  ...rest
}: { icon: keyof typeof shapes; label: string } & ComponentProps<"button">) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      className="flex size-11 shrink-0 items-center justify-center rounded-md text-muted transition-colors duration-150 hover:bg-sheet hover:text-ink disabled:cursor-default disabled:opacity-30 sm:size-9"
      {...rest}
    >
      <svg viewBox="0 0 16 16" className="size-4" aria-hidden="true">
        <path
          d={shapes[icon]}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
    </button>
  );
}
