import { useLocale, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { listInWords } from "@/lib/core/language";
import { isGone } from "./autosave-ports";
import { useFormDesk } from "./form-desk";
import { useAutosaveView } from "./use-autosave";

/**
 * What a save brought to light above all questions: that the person was erased, wordings that changed meanwhile, a submission
 * elsewhere, consent that was not stored. `submission` counts as of when the page was made.
 */
export function SaveNotices({ submission }: { readonly submission: number }) {
  const t = useTranslations("form");
  const tConsent = useTranslations("consent");
  const language = useLocale();
  const { questions, autosave } = useFormDesk();
  const names = useAutosaveView(autosave, ({ reworded }) => reworded);
  const consent = useAutosaveView(autosave, ({ consentNotice }) => consentNotice);
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
      {consent && (
        <Notice tone="wait" live="alert" title={tConsent("noticeTitle")}>
          {tConsent(`notices.${consent}`)}
        </Notice>
      )}
    </>
  );
}
