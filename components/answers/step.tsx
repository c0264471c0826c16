import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

type StepProps = {
  id: string;
  labelledBy: string;
  /** The step that a narrow screen begins with. */
  begin: boolean;
  /** Ids of the steps before and after; null at the ends. */
  previous: string | null;
  next: string | null;
  /** Where this is among the questions; null on the last step, which is none. */
  position: { readonly number: number; readonly total: number } | null;
  children: ReactNode;
};

/** One step of the form: all of them in a column on a wide screen, one at a time on a narrow one. */
export function Step({ id, labelledBy, begin, previous, next, position, children }: StepProps) {
  const t = useTranslations("form");
  const turn =
    "flex min-h-12 items-center rounded-md border px-5 font-semibold no-underline transition-colors duration-150";
  return (
    <section
      id={id}
      aria-labelledby={labelledBy}
      tabIndex={-1}
      className="step scroll-mt-20"
      {...(begin ? { "data-begin": true } : {})}
    >
      {children}
      <nav
        aria-label={t("turn")}
        className="step-turn sticky bottom-0 z-10 -mx-5 mt-8 grid-cols-[1fr_auto_1fr] items-center gap-3 border-t border-line bg-paper px-5 py-3 sm:-mx-8 sm:px-8"
      >
        <span>
          {previous !== null && (
            <a href={`#${previous}`} className={`${turn} w-fit border-edge text-ink`}>
              {t("previous")}
            </a>
          )}
        </span>
        <span className="text-sm text-muted tabular-nums">
          {position !== null && t("place", position)}
        </span>
        <span className="flex justify-end">
          {next !== null && (
            <a href={`#${next}`} className={`${turn} border-accent bg-accent text-on-accent`}>
              {t("next")}
            </a>
          )}
        </span>
      </nav>
    </section>
  );
}
