import { useTranslations } from "next-intl";
import { type ReactNode, useContext } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { PersonDraft } from "@/lib/core/answers/draft-fields";
import { isGone } from "./autosave-ports";
import { LiveContext, useFormDesk } from "./form-desk";
import { useAutosaveView } from "./use-autosave";
import { useProblemWords } from "./use-words";

/** The last step: what belongs to the respondent and not to one answer, and the way on. */
export function AboutYou({ trouble }: { readonly trouble: ReactNode }) {
  const t = useTranslations("form");
  const live = useContext(LiveContext);
  const { attributions, autosave } = useFormDesk();
  const gone = useAutosaveView(autosave, ({ status }) => isGone(status));
  return (
    <>
      <div className="flex flex-col gap-5">
        <h2 id="you-title" className="font-serif text-xl font-semibold">
          {t("aboutYou")}
        </h2>
        <p className="text-muted">{t("aboutYouLead")}</p>
        <PersonField name="displayName" label={t("name")} />
        <PersonField name="displayRole" label={t("role")} hint={t("roleHint")} />
        <PersonField name="interests" label={t("interests")} hint={t("interestsHint")} />
        {attributions.includes("role") && (
          <PersonField name="roleWording" label={t("wording")} hint={t("wordingHint")} />
        )}
      </div>
      {trouble}
      {!gone && (
        <>
          <div className="mt-12 flex flex-wrap gap-3 border-t border-line pt-8">
            <Button type="submit" name="go" value="review">
              {t("review")}
            </Button>
            {!live && (
              <Button
                type="submit"
                name="go"
                value="save"
                variant="secondary"
                className="unscripted"
              >
                {t("save")}
              </Button>
            )}
          </div>
          <p className="mt-4 text-sm text-muted">{t("leave")}</p>
        </>
      )}
    </>
  );
}

function PersonField({
  name,
  label,
  hint,
}: {
  readonly name: keyof PersonDraft;
  readonly label: string;
  readonly hint?: string;
}) {
  const { draft, register, problems } = useFormDesk();
  const sayProblem = useProblemWords();
  const at = `person.${name}` as const;
  const found = problems.find((problem) => problem.at === at);
  return (
    <TextField
      id={`person-${name}`}
      label={label}
      hint={hint}
      error={found && sayProblem(found.message)}
      defaultValue={draft.person[name]}
      maxLength={1000}
      {...(problems[0]?.at === at ? { autoFocus: true } : {})}
      {...register(at)}
    />
  );
}
