import { useLocale, useTranslations } from "next-intl";
import type { UseFormRegister } from "react-hook-form";
import { ChoiceRow, NumberScale } from "@/components/forms/choice-list";
import { Button } from "@/components/ui/button";
import { controlClass, Field, FieldError, TextAreaField, TextField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { attributionSchema } from "@/lib/core/answers/answer";
import { estimateBounds } from "@/lib/core/answers/answer-value";
import type { FieldState } from "@/lib/core/answers/autosave";
import { isAnswered, needsQuotable } from "@/lib/core/answers/completeness";
import {
  type AnswerDraft,
  otherOption,
  type PersonDraft,
  type WorkRow,
} from "@/lib/core/answers/draft-fields";
import { writeProblem } from "@/lib/core/answers/problem";
import { numberInWords } from "@/lib/core/language";
import type { Question } from "@/lib/core/survey/survey-schema";
import type { FormValues } from "./form-values";
import { ReadAs } from "./read-as";
import { useProblemWords } from "./use-words";
import { WorksFields } from "./works-fields";

type QuestionSectionProps = {
  question: Question;
  number: number;
  total: number;
  /** As the server rendered it; what a browser without script shows. */
  initial: AnswerDraft;
  current: AnswerDraft;
  person: PersonDraft;
  live: boolean;
  register: UseFormRegister<FormValues>;
  setRows: (rows: readonly WorkRow[]) => void;
  problemAt: (name: string) => string | undefined;
  fields: Readonly<Record<string, FieldState>>;
  kept: Readonly<Record<string, string>>;
  onResolve: (name: string, choice: "mine" | "theirs") => void;
  onApplyToAll: () => void;
  submittingApprovesQuotes: boolean;
  /** Where the language model runs that may be sent text that may be quoted; null where there is none. */
  modelHost: string | null;
};

/** One question with its answer, its text and its consent. */
export function QuestionSection(props: QuestionSectionProps) {
  const t = useTranslations("form");
  const { question, number, total } = props;
  const titleId = `title-${question.id}`;
  return (
    <section id={`question-${question.id}`} aria-labelledby={titleId} className="scroll-mt-20">
      <p className="mb-1 text-sm text-muted">
        {t(question.required ? "positionRequired" : "position", { number, total })}
      </p>
      <h2 id={titleId} className="font-serif text-xl font-semibold">
        {question.prompt}
      </h2>
      {question.help && <p className="mt-2 whitespace-pre-line text-muted">{question.help}</p>}
      <Conflicts {...props} />
      <div className="mt-5 flex flex-col gap-6">
        <ValueFields {...props} />
        {question.kind !== "works" && <Words {...props} />}
        <Consent {...props} />
      </div>
    </section>
  );
}

function ValueFields(props: QuestionSectionProps) {
  const t = useTranslations("question");
  const language = useLocale();
  const { question, initial, current, register, problemAt, live } = props;
  const at = <F extends keyof AnswerDraft>(field: F) => `answers.${question.id}.${field}` as const;
  const errorId = (field: string) => `${question.id}-${field}-error`;
  const error = (field: keyof AnswerDraft) => problemAt(at(field));
  switch (question.kind) {
    case "stance":
      return (
        <>
          <Group legend={t("yourAnswer")} hidden error={error("value")} errorId={errorId("value")}>
            {[...question.scale.map((label, index) => ({ label, value: String(index + 1) }))].map(
              ({ label, value }) => (
                <ChoiceRow
                  key={value}
                  type="radio"
                  label={label}
                  value={value}
                  defaultChecked={initial.value === value}
                  {...register(at("value"))}
                />
              ),
            )}
            <ChoiceRow
              type="radio"
              label={t("noOpinion")}
              value="none"
              defaultChecked={initial.value === "none"}
              {...register(at("value"))}
            />
          </Group>
          {question.confidence && (
            <Group
              legend={t("confidence")}
              error={error("confidence")}
              errorId={errorId("confidence")}
            >
              <NumberScale
                from={1}
                to={10}
                lowWords={t("guess")}
                highWords={t("certain")}
                checked={initial.confidence}
                inputProps={register(at("confidence"))}
              />
            </Group>
          )}
        </>
      );
    case "choice": {
      const type = question.multiple ? "checkbox" : "radio";
      return (
        <Group
          legend={t(question.multiple ? "chooseMany" : "chooseOne")}
          error={error("options")}
          errorId={errorId("options")}
        >
          {question.options.map((option) => (
            <ChoiceRow
              key={option.id}
              type={type}
              label={option.label}
              value={option.id}
              defaultChecked={initial.options.includes(option.id)}
              {...register(at("options"))}
            />
          ))}
          {question.other && (
            <>
              <ChoiceRow
                type={type}
                label={t("other")}
                value={otherOption}
                defaultChecked={initial.options.includes(otherOption)}
                {...register(at("options"))}
              />
              <TextField
                id={`${question.id}-other`}
                label={t("otherWhat")}
                error={error("other")}
                maxLength={1000}
                defaultValue={initial.other}
                {...register(at("other"))}
              />
            </>
          )}
        </Group>
      );
    }
    case "estimate": {
      const { min, max } = estimateBounds(question);
      const { unit } = question;
      const [least, most] = [min, max].map((end) =>
        end === null ? "" : numberInWords(end, language),
      ) as [string, string];
      const range =
        min !== null && max !== null
          ? t("fromTo", { min: least, max: most })
          : min !== null
            ? t("orMore", { min: least })
            : max !== null
              ? t("atMost", { max: most })
              : "";
      const beyond = question.unit !== "percent" && max !== null;
      const number = (field: "low" | "best" | "high", hint?: string) => (
        <TextField
          id={`${question.id}-${field}`}
          label={t(field, { unit })}
          hint={hint}
          error={error(field)}
          inputMode="decimal"
          maxLength={100}
          defaultValue={initial[field]}
          {...register(at(field))}
        />
      );
      return (
        <>
          {(question.never || beyond) && (
            <Group legend={t("kindOfAnswer")} error={error("special")} errorId={errorId("special")}>
              <ChoiceRow
                type="radio"
                label={t("aNumber")}
                value=""
                defaultChecked={initial.special === ""}
                {...register(at("special"))}
              />
              {question.never && (
                <ChoiceRow
                  type="radio"
                  label={t("never")}
                  detail={t("neverDetail")}
                  value="never"
                  defaultChecked={initial.special === "never"}
                  {...register(at("special"))}
                />
              )}
              {beyond && (
                <ChoiceRow
                  type="radio"
                  label={t("beyond", { max: most })}
                  value="beyond"
                  defaultChecked={initial.special === "beyond"}
                  {...register(at("special"))}
                />
              )}
            </Group>
          )}
          {number("best", range)}
          {question.interval && (
            <div className="grid gap-6 sm:grid-cols-2">
              {number("low", t("lowHint"))}
              {number("high", t("highHint"))}
            </div>
          )}
        </>
      );
    }
    case "works":
      return (
        <>
          <WorksFields
            name={at("works")}
            columns={question.columns ?? ["title"]}
            rows={live ? current.works : initial.works}
            onChange={props.setRows}
            live={live}
          />
          {error("works") && <FieldError id={errorId("works")}>{error("works")}</FieldError>}
        </>
      );
    case "text":
      return null;
  }
}

function Words({ question, initial, register, problemAt, fields }: QuestionSectionProps) {
  const t = useTranslations("question");
  const say = useProblemWords();
  const name = `answers.${question.id}.text` as const;
  const refused =
    fields[name]?.refused === "too-long" ? say(writeProblem("text-too-long")) : undefined;
  return (
    <TextAreaField
      id={`${question.id}-text`}
      label={t(question.kind === "text" ? "yourAnswer" : "why")}
      hint={t("markdown")}
      error={problemAt(name) ?? refused}
      defaultValue={initial.text}
      {...register(name)}
    />
  );
}

function Consent(props: QuestionSectionProps) {
  const t = useTranslations("consent");
  const { question, initial, current, register, problemAt, person, live } = props;
  const name = (field: "attribution" | "quotable") => `answers.${question.id}.${field}` as const;
  // Until the script runs nobody knows what is typed, so everything that may be needed is there.
  const asked = !live || isAnswered(question, current);
  if (!asked) return null;
  const quotable = !live || needsQuotable(question, current);
  // Works are listed, and no model is asked about them.
  const hints =
    question.kind === "works"
      ? []
      : [
          ...(props.submittingApprovesQuotes ? [t("approves")] : []),
          ...(props.modelHost === null ? [] : [t("model", { host: props.modelHost })]),
        ];
  const hint = hints.length === 0 ? undefined : hints.join(" ");
  return (
    <div className="rounded-md border border-line p-4">
      <Group
        legend={t("how")}
        error={problemAt(name("attribution"))}
        errorId={`${question.id}-attribution-error`}
      >
        {attributionSchema.options.map((level) => (
          <ChoiceRow
            key={level}
            type="radio"
            label={t(`labels.${level}`)}
            detail={t(`meanings.${level}`)}
            value={level}
            defaultChecked={(live ? current : initial).attribution === level}
            {...register(name("attribution"))}
          />
        ))}
      </Group>
      {quotable && (
        <div className="mt-5">
          <Group
            legend={t(question.kind === "works" ? "list" : "quote")}
            hint={hint}
            error={problemAt(name("quotable"))}
            errorId={`${question.id}-quotable-error`}
          >
            <ChoiceRow
              type="radio"
              label={t(question.kind === "works" ? "yes" : "yesQuote")}
              value="yes"
              defaultChecked={(live ? current : initial).quotable === "yes"}
              {...register(name("quotable"))}
            />
            <ChoiceRow
              type="radio"
              label={t("no")}
              value="no"
              defaultChecked={(live ? current : initial).quotable === "no"}
              {...register(name("quotable"))}
            />
          </Group>
        </div>
      )}
      <ReadAs
        question={question}
        draft={current}
        person={person}
        quotesApproved={props.submittingApprovesQuotes}
      />
      {live && current.attribution !== "" && props.total > 1 && (
        <Button variant="quiet" size="compact" className="mt-3 -ms-3" onClick={props.onApplyToAll}>
          {t("applyToAll")}
        </Button>
      )}
    </div>
  );
}

/** Two texts for one field: both are shown, and the person chooses. */
function Conflicts({ question, fields, kept, onResolve }: QuestionSectionProps) {
  const t = useTranslations("question");
  const prefix = `answers.${question.id}.`;
  const conflicts = Object.entries(fields).filter(
    ([name, field]) => name.startsWith(prefix) && field.conflict !== null,
  );
  const aside = Object.entries(kept).filter(([name]) => name.startsWith(prefix));
  return (
    <>
      {conflicts.map(([name, field]) => (
        <Notice key={name} tone="wait" live="alert" title={t("conflictTitle")}>
          <p>{t("conflict")}</p>
          <div className="mt-3 grid gap-4 sm:grid-cols-2">
            <Version title={t("typedHere")} value={field.value}>
              <Button variant="secondary" size="compact" onClick={() => onResolve(name, "mine")}>
                {t("keepMine")}
              </Button>
            </Version>
            <Version title={t("otherVersion")} value={field.conflict?.theirs}>
              <Button variant="secondary" size="compact" onClick={() => onResolve(name, "theirs")}>
                {t("takeTheirs")}
              </Button>
            </Version>
          </div>
        </Notice>
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

function Version({
  title,
  value,
  children,
}: {
  title: string;
  value: unknown;
  children: React.ReactNode;
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

function Group({
  legend,
  hidden,
  hint,
  error,
  errorId,
  children,
}: {
  legend: string;
  hidden?: boolean;
  hint?: string | undefined;
  error: string | undefined;
  errorId: string;
  children: React.ReactNode;
}) {
  return (
    <fieldset
      {...(error ? { "aria-describedby": errorId, "data-invalid": true, tabIndex: -1 } : {})}
    >
      <legend className={hidden ? "sr-only" : "mb-2 text-base font-semibold"}>{legend}</legend>
      {hint && <p className="mb-2 text-sm text-muted">{hint}</p>}
      <div className="flex flex-col gap-2">{children}</div>
      {error && (
        <div className="mt-2">
          <FieldError id={errorId}>{error}</FieldError>
        </div>
      )}
    </fieldset>
  );
}
