import { useTranslations } from "next-intl";
import { ChoiceRow, NumberScale } from "@/components/forms/choice-list";
import { Button, ButtonLink } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import type { AnswerColumns, AnswerDraft } from "@/lib/core/answers/draft-fields";
import { valueInWords } from "@/lib/core/answers/in-words";
import type { OthersPoint } from "@/lib/core/publication/feedback";
import type { Question } from "@/lib/core/survey/survey-schema";
import type { Section } from "@/lib/core/synthesis/synthesis-schema";
import { Distribution } from "./distribution";
import { useValueWords } from "./use-words";

type OneQuestion = {
  readonly question: Question;
  /** What the reader submitted; null for a question left open. */
  readonly own: AnswerColumns | null;
  /** The respondent answered an earlier wording, and not this one. */
  readonly answeredEarlier: boolean;
  readonly section: Section | null;
  readonly points: readonly OthersPoint[];
  /** What stands in the form now. */
  readonly draft: AnswerDraft | null;
};

type OthersProps = { readonly title: string } & (
  | { readonly kind: "private" | "unopened" }
  | {
      readonly kind: "together";
      readonly open: boolean;
      readonly computed: boolean;
      /** Where the feedback is of a round before the one that is answered, its number. */
      readonly feedbackRound: number | null;
      readonly questions: readonly OneQuestion[];
      readonly revised: boolean;
      readonly refused: string | undefined;
    }
);

const refusals = ["survey-closed", "conflict", "not-found", "invalid-input"] as const;

/** Where one stands among the others, question by question; before submitting, why there is nothing to see. */
export function Others(props: OthersProps) {
  const t = useTranslations("others");
  const tReceipt = useTranslations("quotes");
  if (props.kind !== "together") {
    return (
      <Page width="text">
        <PageHeader
          above={props.title}
          title={props.kind === "private" ? t("privateTitle") : t("title")}
          lead={props.kind === "private" ? t("private") : t("unopened")}
        />
        {props.kind === "private" ? (
          <ButtonLink href="/answer" prefetch={false}>
            {t("toForm")}
          </ButtonLink>
        ) : (
          <form method="post" action="/answer/others/open">
            <Button type="submit">{t("open")}</Button>
          </form>
        )}
      </Page>
    );
  }
  const { feedbackRound } = props;
  const refused = refusals.find((reason) => reason === props.refused);
  return (
    <Page width="text">
      <PageHeader
        above={props.title}
        title={t("title")}
        lead={feedbackRound === null ? t("lead") : t("leadRound", { round: feedbackRound })}
        actions={
          feedbackRound === null ? (
            <ButtonLink href="/answer/receipt" variant="secondary" prefetch={false}>
              {tReceipt("answers")}
            </ButtonLink>
          ) : props.open ? (
            <ButtonLink href="/answer" prefetch={false}>
              {t("answerAgain")}
            </ButtonLink>
          ) : undefined
        }
      />
      {props.revised && (
        <Notice tone="good" title={t("revisedTitle")} live="status">
          {t("revised")}
        </Notice>
      )}
      {refused !== undefined && (
        <Notice tone="bad" title={t("refusedTitle")} live="alert">
          {t(`refusals.${refused}`)}
        </Notice>
      )}
      {!props.computed && <p role="status">{t("computing")}</p>}
      {props.questions.map((one) => (
        <AmongOthers
          key={one.question.id}
          {...one}
          open={props.open}
          inPlace={feedbackRound === null}
        />
      ))}
      <p className="border-t border-line pt-6 text-sm text-muted">{t("figures")}</p>
    </Page>
  );
}

function AmongOthers({
  question,
  own,
  answeredEarlier,
  section,
  points,
  draft,
  open,
  inPlace,
}: OneQuestion & { open: boolean; inPlace: boolean }) {
  const t = useTranslations("others");
  const words = useValueWords();
  const value = own === null ? "" : valueInWords(question, own, words);
  const sides = question.kind === "stance";
  return (
    <section
      id={`question-${question.id}`}
      aria-labelledby={`question-${question.id}-title`}
      className="scroll-mt-6 border-t border-line py-8"
    >
      <h2 id={`question-${question.id}-title`} className="font-serif text-lg font-semibold">
        {question.prompt}
      </h2>
      <p className="mt-2">
        {own === null
          ? t(answeredEarlier ? "earlier" : "none")
          : value === ""
            ? null
            : t("yours", { value })}
      </p>
      {section !== null && <Distribution question={question} section={section} own={own} />}
      {question.kind !== "works" && (
        <>
          <h3 className="mt-6 font-semibold">{t(sides ? "otherSide" : "othersSay")}</h3>
          {points.length === 0 && (
            <p className="mt-1 text-muted">{t(sides ? "nobody" : "nobodyElse")}</p>
          )}
          {points.map((point) => (
            <figure key={point.id} className="mt-3 border-s-[3px] border-edge ps-4">
              <blockquote className="font-serif whitespace-pre-line" dir="auto">
                {point.text}
              </blockquote>
              <figcaption className="mt-1 text-sm text-muted">
                {[
                  point.shownAs || t("respondent"),
                  point.role,
                  valueInWords(
                    question,
                    { value: point.value, confidence: null, low: null, high: null, text: "" },
                    words,
                  ),
                  point.edited ? t("edited") : "",
                ]
                  .filter(Boolean)
                  .join(", ")}
              </figcaption>
            </figure>
          ))}
        </>
      )}
      {open && inPlace && question.kind === "stance" && own !== null && draft !== null && (
        <Revise question={question} draft={draft} />
      )}
      {open && (!inPlace || question.kind !== "stance" || own === null) && (
        <p className="mt-4">
          <a className="link" href={`/answer#question-${question.id}`}>
            {t("reviseElsewhere")}
          </a>
        </p>
      )}
    </section>
  );
}

/** The stance once more, in place: a plain form that submits. */
function Revise({
  question,
  draft,
}: {
  question: Extract<Question, { kind: "stance" }>;
  draft: AnswerDraft;
}) {
  const t = useTranslations("others");
  const tQuestion = useTranslations("question");
  return (
    <details className="mt-4">
      <summary className="min-h-11 cursor-pointer py-2 text-accent">{t("revise")}</summary>
      <form method="post" action="/answer/others/revise" className="mt-2 flex flex-col gap-5">
        <input type="hidden" name="question" value={question.id} />
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 font-semibold">{tQuestion("yourAnswer")}</legend>
          {[
            ...question.scale.map((label, index) => ({ label, value: String(index + 1) })),
            { label: tQuestion("noOpinion"), value: "none" },
          ].map(({ label, value }) => (
            <ChoiceRow
              key={value}
              type="radio"
              name="value"
              value={value}
              defaultChecked={draft.value === value}
              label={label}
            />
          ))}
        </fieldset>
        {question.confidence && (
          <fieldset>
            <legend className="mb-2 font-semibold">{t("confidence")}</legend>
            <NumberScale
              from={1}
              to={10}
              lowWords={tQuestion("guess")}
              highWords={tQuestion("certain")}
              checked={draft.confidence}
              inputProps={{ name: "confidence" }}
            />
          </fieldset>
        )}
        <TextAreaField
          id={`revise-${question.id}-text`}
          name="text"
          label={t("text")}
          rows={4}
          defaultValue={draft.text}
        />
        <div>
          <Button type="submit">{t("submit")}</Button>
        </div>
      </form>
    </details>
  );
}
