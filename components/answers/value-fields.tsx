import { useLocale, useTranslations } from "next-intl";
import { ChoiceRow, NumberScale } from "@/components/forms/choice-list";
import { FieldError, TextField } from "@/components/ui/field";
import { estimateBounds } from "@/lib/core/answers/answer-value";
import {
  type AnswerDraft,
  noOpinionOption,
  otherOption,
  type WorkRow,
} from "@/lib/core/answers/draft-fields";
import { numberInWords } from "@/lib/core/language";
import type {
  ChoiceQuestion,
  EstimateQuestion,
  StanceQuestion,
} from "@/lib/core/survey/survey-schema";
import { EstimateSentence } from "./estimate-sentence";
import { useFormDesk } from "./form-desk";
import { Group } from "./group";
import type { QuestionParts } from "./question-parts";
import { WorksFields } from "./works-fields";

type PartsOf<Q> = Omit<QuestionParts, "question"> & { question: Q };

/** The answer itself, in the form that the question's kind has. */
export function ValueFields(props: QuestionParts) {
  const { question } = props;
  switch (question.kind) {
    case "stance":
      return <StanceFields {...props} question={question} />;
    case "choice":
      return <ChoiceFields {...props} question={question} />;
    case "estimate":
      return <EstimateFields {...props} question={question} />;
    case "works":
      return <Works {...props} />;
    case "text":
      return null;
  }
}

/** Names, errors and focus of one question's fields. */
function useFields({ question, problemAt, focusAt }: QuestionParts) {
  const at = <F extends keyof AnswerDraft>(field: F) => `answers.${question.id}.${field}` as const;
  return {
    at,
    errorId: (field: keyof AnswerDraft) => `${question.id}-${field}-error`,
    error: (field: keyof AnswerDraft) => problemAt(at(field)),
    focus: (field: keyof AnswerDraft) => (focusAt === at(field) ? { autoFocus: true } : {}),
  };
}

function StanceFields(props: PartsOf<StanceQuestion>) {
  const t = useTranslations("question");
  const { question, initial } = props;
  const { register } = useFormDesk();
  const { at, error, errorId, focus } = useFields(props);
  const choices = [
    ...question.scale.map((label, index) => ({ label, value: String(index + 1) })),
    { label: t("noOpinion"), value: "none" },
  ];
  return (
    <>
      <Group legend={t("yourAnswer")} hidden error={error("value")} errorId={errorId("value")}>
        {choices.map(({ label, value }, index) => (
          <ChoiceRow
            key={value}
            type="radio"
            label={label}
            value={value}
            defaultChecked={initial.value === value}
            {...(index === 0 ? focus("value") : {})}
            {...register(at("value"))}
          />
        ))}
      </Group>
      {question.confidence && (
        <Group legend={t("confidence")} error={error("confidence")} errorId={errorId("confidence")}>
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
}

function ChoiceFields(props: PartsOf<ChoiceQuestion>) {
  const t = useTranslations("question");
  const { question, initial, current, live } = props;
  const { register } = useFormDesk();
  const { at, error, errorId, focus } = useFields(props);
  const type = question.multiple ? "checkbox" : "radio";
  const writesOther = current.options.includes(otherOption) || current.other.trim() !== "";
  // An option of the survey's own may have this id.
  const opinionless = question.options.every(({ id }) => id !== "none");
  const choices = [
    ...question.options.map(({ id, label }) => ({ value: id, label })),
    ...(question.other ? [{ value: otherOption, label: t("other") }] : []),
  ];
  return (
    <Group
      legend={t(question.multiple ? "chooseMany" : "chooseOne")}
      error={error("options")}
      errorId={errorId("options")}
    >
      {choices.map(({ value, label }, index) => (
        <ChoiceRow
          key={value}
          type={type}
          label={label}
          value={value}
          defaultChecked={initial.options.includes(value)}
          {...(index === 0 ? focus("options") : {})}
          {...register(at("options"))}
        />
      ))}
      {question.other && (
        <div className={writesOther ? "mb-2 ps-8" : live ? "hidden" : "unscripted mb-2 ps-8"}>
          <TextField
            id={`${question.id}-other`}
            label={t("otherWhat")}
            error={error("other")}
            maxLength={1000}
            defaultValue={initial.other}
            {...focus("other")}
            {...register(at("other"))}
          />
        </div>
      )}
      {opinionless && (
        <ChoiceRow
          type={type}
          label={t("noOpinion")}
          value={noOpinionOption}
          defaultChecked={initial.options.includes(noOpinionOption)}
          {...register(at("options"))}
        />
      )}
    </Group>
  );
}

function EstimateFields(props: PartsOf<EstimateQuestion>) {
  const t = useTranslations("question");
  const language = useLocale();
  const { question, initial, current, live } = props;
  const { register } = useFormDesk();
  const { at, error, errorId, focus } = useFields(props);
  const { unit } = question;
  const { min, max } = estimateBounds(question);
  const say = (end: number | null) => (end === null ? "" : numberInWords(end, language));
  const range =
    min !== null && max !== null
      ? t("fromTo", { min: say(min), max: say(max) })
      : min !== null
        ? t("orMore", { min: say(min) })
        : max !== null
          ? t("atMost", { max: say(max) })
          : undefined;
  // "No opinion" alone beside a number is a box to tick; with more to choose from, each is a button.
  const alone = !question.never && (unit === "percent" || max === null);
  const kinds = [
    { value: "", label: t("aNumber") },
    ...(question.never ? [{ value: "never", label: t("never"), detail: t("neverDetail") }] : []),
    ...(unit !== "percent" && max !== null
      ? [{ value: "beyond", label: t("beyond", { max: say(max) }) }]
      : []),
    { value: "none", label: t("noOpinion") },
  ];
  const number = (field: "low" | "best" | "high", hint?: string) => (
    <TextField
      id={`${question.id}-${field}`}
      label={t(field, { unit })}
      hint={hint}
      error={error(field)}
      inputMode="decimal"
      maxLength={100}
      defaultValue={initial[field]}
      {...focus(field)}
      {...register(at(field))}
    />
  );
  return (
    <>
      {!alone && (
        <Group legend={t("kindOfAnswer")} error={error("special")} errorId={errorId("special")}>
          {kinds.map(({ value, label, ...detail }) => (
            <ChoiceRow
              key={value}
              type="radio"
              label={label}
              value={value}
              defaultChecked={initial.special === value}
              {...detail}
              {...register(at("special"))}
            />
          ))}
        </Group>
      )}
      <div
        className={
          current.special === ""
            ? "flex flex-col gap-6"
            : live
              ? "hidden"
              : "unscripted flex flex-col gap-6"
        }
      >
        {number("best", range)}
        {question.interval && (
          <div className="grid items-end gap-x-4 gap-y-6 sm:grid-cols-2">
            {number("low", t("lowHint"))}
            {number("high", t("highHint"))}
          </div>
        )}
      </div>
      <EstimateSentence question={question} draft={current} />
      {alone && (
        <div>
          <ChoiceRow
            type="checkbox"
            label={t("noOpinion")}
            value="none"
            defaultChecked={initial.special === "none"}
            {...register(at("special"))}
          />
        </div>
      )}
    </>
  );
}

function Works(props: QuestionParts) {
  const { question, initial, current, live } = props;
  const { setValue, autosave, lookUpWorks } = useFormDesk();
  const { at, error, errorId } = useFields(props);
  if (question.kind !== "works") return null;
  return (
    <>
      <WorksFields
        name={at("works")}
        columns={question.columns ?? ["title"]}
        rows={live ? current.works : initial.works}
        onChange={(rows) => {
          setValue(at("works"), [...rows]);
          autosave.record(
            at("works"),
            rows.map(withoutBlanks).filter((row) => Object.keys(row).length > 0),
          );
        }}
        live={live}
        lookUp={lookUpWorks}
      />
      {error("works") && <FieldError id={errorId("works")}>{error("works")}</FieldError>}
    </>
  );
}

function withoutBlanks(row: WorkRow): WorkRow {
  return Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== ""));
}
