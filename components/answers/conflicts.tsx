import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { controlClass, Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { fieldsOf } from "@/lib/core/answers/draft-fields";
import type { Question } from "@/lib/core/survey/survey-schema";
import { useFormDesk } from "./form-desk";
import { useAutosaveView } from "./use-autosave";

/** Two texts for one field: both are shown, and the person chooses. */
export function Conflicts({ question }: { readonly question: Question }) {
  const t = useTranslations("question");
  const { kept } = useFormDesk();
  const prefix = `answers.${question.id}.`;
  const aside = Object.entries(kept).filter(([name]) => name.startsWith(prefix));
  return (
    <>
      {fieldsOf(question.kind).map((field) => (
        <Conflict key={field} name={prefix + field} />
      ))}
      {aside.map(([name, text]) => {
        const field = name.slice(prefix.length);
        return (
          <Notice key={name} tone="wait" title={t("keptTitle")}>
            <p>{t("kept")}</p>
            <Field id={`${question.id}-${field}-kept`} label={t("keptLabel")}>
              {(control) => (
                <textarea {...control} readOnly rows={5} value={text} className={controlClass} />
              )}
            </Field>
            <label className="mt-2 flex min-h-11 items-center gap-2">
              <input type="checkbox" name={`forget.${question.id}`} value={field} />
              {t("forget")}
            </label>
          </Notice>
        );
      })}
    </>
  );
}

function Conflict({ name }: { readonly name: string }) {
  const t = useTranslations("question");
  const { autosave } = useFormDesk();
  const conflict = useAutosaveView(autosave, ({ state }) => state.fields[name]?.conflict ?? null);
  // What is typed on is of interest beside another text alone.
  const mine = useAutosaveView(autosave, ({ state }) =>
    conflict === null ? null : state.fields[name]?.value,
  );
  if (conflict === null) return null;
  return (
    <Notice tone="wait" live="alert" title={t("conflictTitle")}>
      <p>{t("conflict")}</p>
      <div className="mt-3 grid gap-4 sm:grid-cols-2">
        <Version title={t("typedHere")} value={mine}>
          <Button
            variant="secondary"
            size="compact"
            onClick={() => autosave.settleConflict(name, "mine")}
          >
            {t("keepMine")}
          </Button>
        </Version>
        <Version title={t("otherVersion")} value={conflict.theirs}>
          <Button
            variant="secondary"
            size="compact"
            onClick={() => autosave.settleConflict(name, "theirs")}
          >
            {t("takeTheirs")}
          </Button>
        </Version>
      </div>
    </Notice>
  );
}

function Version({
  title,
  value,
  children,
}: {
  title: string;
  value: unknown;
  children: ReactNode;
}) {
  const t = useTranslations("question");
  return (
    <div className="flex flex-col gap-2">
      <p className="font-semibold">{title}</p>
      <p className="max-h-60 grow overflow-auto border border-line bg-paper p-2 font-serif whitespace-pre-line">
        {inWords(value) || t("empty")}
      </p>
      <div>{children}</div>
    </div>
  );
}

function inWords(value: unknown): string {
  if (typeof value === "string") return value;
  if (!Array.isArray(value)) return "";
  return value
    .map((item: unknown) =>
      typeof item === "object" && item !== null ? Object.values(item).join(", ") : String(item),
    )
    .join("\n");
}
