import { useLocale, useTranslations } from "next-intl";
import { Notice } from "@/components/ui/notice";
import { listInWords } from "@/lib/core/language";
import { useFormDesk } from "./form-desk";
import { useAutosaveView } from "./use-autosave";

/** What a save brought to light above all questions: wordings that changed meanwhile, consent that was not stored. */
export function SaveNotices() {
  const t = useTranslations("form");
  const tConsent = useTranslations("consent");
  const language = useLocale();
  const { questions, autosave } = useFormDesk();
  const names = useAutosaveView(autosave, ({ reworded }) => reworded);
  const consent = useAutosaveView(autosave, ({ consentNotice }) => consentNotice);
  const numbers = questions.flatMap(({ id }, index) =>
    names.some((name) => name.startsWith(`answers.${id}.`)) ? [String(index + 1)] : [],
  );
  return (
    <>
      {numbers.length > 0 && (
        <Notice tone="wait" live="alert" title={t("rewordedTitle")}>
          {t.rich("reworded", {
            count: numbers.length,
            numbers: listInWords(numbers, language),
            link: (words) => <a href="/answer">{words}</a>,
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
