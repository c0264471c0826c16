import Link from "next/link";
import type { ComponentProps } from "react";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "normal" | "compact";

const base =
  "inline-flex items-center justify-center gap-2 rounded-md border font-sans font-semibold no-underline transition-colors duration-150 disabled:cursor-not-allowed disabled:opacity-60 aria-disabled:cursor-not-allowed aria-disabled:opacity-60";

const variants: Record<ButtonVariant, string> = {
  primary:
    "border-accent bg-accent text-on-accent hover:border-accent-strong hover:bg-accent-strong",
  secondary: "border-edge bg-paper text-ink hover:border-ink hover:bg-sheet",
  quiet: "border-transparent bg-transparent text-accent hover:bg-accent-soft",
  danger: "border-bad bg-paper text-bad hover:bg-bad-soft",
};

const sizes: Record<ButtonSize, string> = {
  normal: "min-h-11 px-5 py-1.5 text-base",
  // A thumb needs more than a pointer, on a tablet too.
  compact: "min-h-11 px-3 py-1 text-sm sm:min-h-9 pointer-coarse:min-h-11",
};

/** The classes of a button, for an element that cannot be one of the components below. */
export function buttonClass(variant: ButtonVariant = "primary", size: ButtonSize = "normal") {
  return `${base} ${variants[variant]} ${sizes[size]}`;
}

type Looks = { variant?: ButtonVariant; size?: ButtonSize };

/** A button that acts. It submits nothing unless `type="submit"` says so. */
export function Button({
  variant,
  size,
  type = "button",
  className,
  ...rest
}: ComponentProps<"button"> & Looks) {
  return (
    <button type={type} className={`${buttonClass(variant, size)} ${className ?? ""}`} {...rest} />
  );
}

/** A link that looks like a button, for going somewhere. */
export function ButtonLink({
  variant,
  size,
  className,
  ...rest
}: ComponentProps<typeof Link> & Looks) {
  return <Link className={`${buttonClass(variant, size)} ${className ?? ""}`} {...rest} />;
}
