import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { instantInShort } from "@/lib/core/language";

/** One part of what is held about somebody, with its heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-t border-line py-6">
      <h2 className="font-serif text-lg font-semibold">{title}</h2>
      {children}
    </section>
  );
}

/** Names and values; what is not known is left out. */
export function Facts({ facts }: { facts: readonly (readonly [string, string | Date | null])[] }) {
  const t = useTranslations("data");
  const language = useLocale();
  return (
    <dl className="mt-3 grid gap-x-8 gap-y-1 sm:grid-cols-[12rem_1fr]">
      {facts
        .filter(([, value]) => value !== null && value !== "")
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="mb-2 break-words sm:mb-0" dir="auto">
              {value instanceof Date
                ? t("at", { date: instantInShort(value, language, "UTC") })
                : value}
            </dd>
          </div>
        ))}
    </dl>
  );
}
