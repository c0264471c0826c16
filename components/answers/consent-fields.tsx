import { useTranslations } from "next-intl";
import { useWatch } from "react-hook-form";
import { ChoiceRow } from "@/components/forms/choice-list";
import { Button } from "@/components/ui/button";
import { isAnswered, needsQuotable } from "@/lib/core/answers/completeness";
import type { AnswerDraft } from "@/lib/core/answers/draft-fields";
import { useFormDesk } from "./form-desk";
import { Group } from "./group";
import type { QuestionParts } from "./question-parts";
import { ReadAs } from "./read-as";
import { ConsentNotice, consentQuestion } from "./save-notices";
import { useAutosaveView } from "./use-autosave";

/** How one answer may be shown and whether it may be quoted, with what comes of it. Nothing is preselected. */
export function ConsentFields(props: QuestionParts) {
  const t = useTranslations("consent");
  const { problemAt, focusAt, live } = props;
  const { register, questions, attributions, submittingApprovesQuotes, modelHost, autosave } =
    useFormDesk();
  const last = useAutosaveView(autosave, consentQuestion);
  // What stands under earlier words, until these are answered, is shown as its respondent chooses as well.
  const { question, current: chosen } = useStanding(props);
  const name = (field: "attribution" | "quotable") => `answers.${question.id}.${field}` as const;
  const focus = (field: "attribution" | "quotable") =>
    focusAt === name(field) ? { autoFocus: true } : {};
  const asked = isAnswered(question, chosen);
  const quotable = needsQuotable(question, chosen);
  // Without script nobody knows what is typed, so everything that may be needed is there.
  if (live && !asked) return null;
  const works = question.kind === "works";
  // Works are listed, and no model is asked about them.
  const hints = works
    ? []
    : [
        ...(submittingApprovesQuotes ? [t("approves")] : []),
        ...(modelHost === null ? [] : [t("model", { host: modelHost })]),
      ];
  return (
    <div className={`rounded-md border border-line p-4 ${asked ? "" : "unscripted"}`}>
      <Group
        legend={t("how")}
        error={problemAt(name("attribution"))}
        errorId={`${question.id}-attribution-error`}
      >
        {attributions.map((level, index) => (
          <ChoiceRow
            key={level}
            type="radio"
            label={t(`labels.${level}`)}
            detail={t(`meanings.${level}`)}
            value={level}
            defaultChecked={chosen.attribution === level}
            {...(index === 0 ? focus("attribution") : {})}
            {...register(name("attribution"))}
          />
        ))}
      </Group>
      {(quotable || !live) && (
        <div className={`mt-5 ${quotable ? "" : "unscripted"}`}>
          <Group
            legend={t(works ? "list" : "quote")}
            hint={hints.length === 0 ? undefined : hints.join(" ")}
            error={problemAt(name("quotable"))}
            errorId={`${question.id}-quotable-error`}
          >
            {(["yes", "no"] as const).map((answer) => (
              <ChoiceRow
                key={answer}
                type="radio"
                label={t(answer === "yes" && !works ? "yesQuote" : answer)}
                value={answer}
                defaultChecked={chosen.quotable === answer}
                {...(answer === "yes" ? focus("quotable") : {})}
                {...register(name("quotable"))}
              />
            ))}
          </Group>
        </div>
      )}
      {/* Beside what was pressed: above all questions it would be out of sight. */}
      {last === question.id && <ConsentNotice brought />}
      <Outcome {...props} question={question} current={chosen} asked={asked} />
      {chosen.attribution !== "" && questions.length > 1 && <ApplyToAll chosen={chosen} />}
    </div>
  );
}

/** What comes of the choice: how the answer will read, and which words of the respondent's own that still needs. */
/** The answer that the choice is about, in the words that it was given to. */
function useStanding({
  question,
  current,
}: QuestionParts): Pick<QuestionParts, "question" | "current"> {
  const before = useFormDesk().earlier[question.id];
  if (before === undefined || before.carries) return { question, current };
  // A text that was carried along says nothing new.
  const text = current.text === before.answer.text ? "" : current.text;
  if (isAnswered(question, { ...current, text })) return { question, current };
  const { attribution, quotable } = current;
  return { question: before.question, current: { ...before.answer, attribution, quotable } };
}

function Outcome({ question, current, live, asked }: QuestionParts & { readonly asked: boolean }) {
  const t = useTranslations("consent");
  const { control, draft, submittingApprovesQuotes } = useFormDesk();
  const typed = useWatch({ control, name: "person" });
  const person = live ? typed : draft.person;
  const nameless =
    (current.attribution === "role" && person.roleWording.trim() === "") ||
    (current.attribution === "named" && person.displayName.trim() === "");
  return (
    <>
      <ReadAs
        question={question}
        draft={current}
        person={person}
        quotesApproved={submittingApprovesQuotes}
      />
      {asked && nameless && (
        <p className="mt-3 text-sm">
          <a className="link" href="#you">
            {t(current.attribution === "role" ? "writeWording" : "writeName")}
          </a>
        </p>
      )}
    </>
  );
}

function ApplyToAll({ chosen }: { readonly chosen: AnswerDraft }) {
  const t = useTranslations("consent");
  const { questions, setValue, autosave } = useFormDesk();
  const apply = () => {
    const changes = questions.flatMap(({ id }) => [
      { name: `answers.${id}.attribution` as const, value: chosen.attribution },
      ...(chosen.quotable === ""
        ? []
        : [{ name: `answers.${id}.quotable` as const, value: chosen.quotable }]),
    ]);
    for (const { name, value } of changes) setValue(name, value);
    void autosave.saveConsent(changes);
  };
  return (
    <Button variant="quiet" size="compact" className="scripted mt-3 -ms-3" onClick={apply}>
      {t("applyToAll")}
    </Button>
  );
}
