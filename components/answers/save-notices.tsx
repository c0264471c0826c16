import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Notice } from "@/components/ui/notice";
import { listInWords } from "@/lib/core/language";
import { type AutosaveView, isGone } from "./autosave-ports";
import { useFormDesk } from "./form-desk";
import { useAutosaveView } from "./use-autosave";

/**
 * What a save brought to light above all questions: that the person was erased, wordings that changed meanwhile, a submission
 * elsewhere, consent of several answers that was not stored. `submission` counts as of when the page was made.
 */
export function SaveNotices({ submission }: { readonly submission: number }) {
  const t = useTranslations("form");
  const language = useLocale();
  const { questions, autosave } = useFormDesk();
  const names = useAutosaveView(autosave, ({ reworded }) => reworded);
  const several = useAutosaveView(autosave, (view) => consentQuestion(view) === null);
  const gone = useAutosaveView(autosave, ({ status }) => (isGone(status) ? status : null));
  const elsewhere = useAutosaveView(
    autosave,
    ({ submission: heard }) => heard != null && heard > submission,
  );
  const numbers = questions.flatMap(({ id }, index) =>
    names.some((name) => name.startsWith(`answers.${id}.`)) ? [String(index + 1)] : [],
  );
  if (gone !== null) {
    return (
      <div className="form-gone">
        <Notice tone="bad" live="alert" title={t(`gone.${gone}.title`)}>
          {t(`gone.${gone}.what`)}
        </Notice>
      </div>
    );
  }
  return (
    <>
      {elsewhere && (
        <Notice tone="wait" live="alert" title={t("submittedTitle")}>
          {t.rich("submitted", {
            link: (words) => (
              <a className="link" href="/answer/receipt">
                {words}
              </a>
            ),
          })}
        </Notice>
      )}
      {numbers.length > 0 && (
        <Notice tone="wait" live="alert" title={t("rewordedTitle")}>
          {t.rich("reworded", {
            count: numbers.length,
            numbers: listInWords(numbers, language),
            link: (words) => (
              <a className="link" href="/answer">
                {words}
              </a>
            ),
          })}
        </Notice>
      )}
      {several && <ConsentNotice />}
    </>
  );
}

/**
 * What became of a choice of consent: nothing until something went otherwise than chosen. `brought` scrolls to it: the
 * choices are taller than a phone, and one of them has just gone back by itself.
 */
export function ConsentNotice({ brought = false }: { readonly brought?: boolean }) {
  const t = useTranslations("consent");
  const { autosave } = useFormDesk();
  const notice = useAutosaveView(autosave, ({ consentNotice }) => consentNotice);
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (brought && notice !== null) place.current?.scrollIntoView({ block: "nearest" });
  }, [brought, notice]);
  return (
    notice !== null && (
      <div ref={place} className="scroll-mt-16 scroll-mb-24">
        <Notice tone="wait" live="alert" title={t("noticeTitle")}>
          {t(`notices.${notice}`)}
        </Notice>
      </div>
    )
  );
}

/**
 * The question beside which the notice stands, being the one whose consent was just chosen; null where several were chosen
 * at once, and for what the server says so late that another question may be in view.
 */
export function consentQuestion({ consentAt = [], consentNotice }: AutosaveView): string | null {
  if (consentNotice === "stored") return null;
  const questions = new Set(
    consentAt.map((name) => name.replace(/^answers\.(.*)\.(?:attribution|quotable)$/, "$1")),
  );
  const [only] = questions;
  return questions.size === 1 ? (only ?? null) : null;
}
