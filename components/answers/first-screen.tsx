import { Button } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/field";
import { Markdown } from "@/components/ui/markdown";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { ClosingTime } from "./closing-time";

type FirstScreenProps = {
  readonly token: string;
  readonly name: string;
  readonly title: string;
  readonly introduction: string;
  readonly authors: readonly string[];
  readonly questionCount: number;
  readonly minutes: number;
  readonly closesAt: Date | null;
  readonly timeZone: string;
  readonly window: "not-open" | "open" | "grace" | "closed";
  readonly begun: boolean;
  readonly submitted: boolean;
  readonly declinedAt: Date | null;
  readonly submittingApprovesQuotes: boolean;
  readonly minimumGroup: number;
  readonly fictional: boolean;
};

/** Who asks, why, how long it takes and what happens to the words; then one button. */
export function FirstScreen(props: FirstScreenProps) {
  const { authors, begun, submitted, window } = props;
  const mayBegin = begun || window === "open";
  const who = authors.length === 0 ? "The authors" : listOf(authors);
  return (
    <Page width="text">
      <p className="text-muted">
        {who} {authors.length === 1 ? "asks" : "ask"} you, {props.name}:
      </p>
      <h1 className="mt-2 font-serif text-2xl font-semibold tracking-[-0.012em]">{props.title}</h1>
      {props.fictional && <Notice title="A demonstration">Its respondents are fictional.</Notice>}
      {props.declinedAt !== null && (
        <Notice title="You declined">
          Nobody will write to you about this again. If you change your mind, begin below.
        </Notice>
      )}
      {window === "not-open" && (
        <Notice tone="wait" title="This survey is not open yet">
          Come back with the same link when it has opened.
        </Notice>
      )}
      {(window === "closed" || (window === "grace" && !begun)) && (
        <Notice tone="wait" title="This survey has closed">
          {submitted
            ? "Your answers are in. You can still read them, show less of them, or withdraw them."
            : "It takes no more answers."}
        </Notice>
      )}
      {props.introduction.trim() !== "" && (
        <div className="mt-6">
          <Markdown text={props.introduction} />
        </div>
      )}
      <dl className="mt-8 grid gap-x-8 gap-y-2 border-y border-line py-5 sm:grid-cols-[auto_1fr]">
        <dt className="text-muted">How much</dt>
        <dd>
          {props.questionCount === 1 ? "One question" : `${props.questionCount} questions`}, about{" "}
          {props.minutes} minutes. No account is needed.
        </dd>
        {props.closesAt && (
          <>
            <dt className="text-muted">Until</dt>
            <dd>
              <ClosingTime at={props.closesAt} timeZone={props.timeZone} />
            </dd>
          </>
        )}
      </dl>
      <h2 className="mt-8 font-serif text-xl font-semibold">What will happen to your words</h2>
      <ul className="mt-3 list-disc space-y-2 pl-5">
        <li>
          The answers are drawn together and published. For each answer you choose whether it is
          shown with your name, with a description of you, only in the totals, or only to the
          authors. Nothing is chosen for you.
        </li>
        <li>
          You decide for each text whether it may be quoted.{" "}
          {props.submittingApprovesQuotes
            ? "Submitting approves quotes, word for word, from the texts for which you say yes."
            : "Nothing is quoted without your approval."}
        </li>
        <li>
          What you type is stored as you go, and counts once you submit. You can change it until the
          survey closes. You can show less of it, or withdraw it, at any time.
        </li>
        <li>
          A small panel cannot hide anyone fully. Groups smaller than {props.minimumGroup} are not
          shown apart, but people who know the field may still guess who said what.
        </li>
      </ul>
      {mayBegin && (
        <form method="post" action={`/answer/${props.token}/begin`} className="mt-8">
          <Button type="submit">
            {submitted ? "Open my answers" : begun ? "Continue" : "Begin"}
          </Button>
        </form>
      )}
      {!submitted && props.declinedAt === null && (
        <details className="mt-8 border-t border-line pt-4">
          <summary className="min-h-11 cursor-pointer py-2 text-muted">I would rather not</summary>
          <form
            method="post"
            action={`/answer/${props.token}/decline`}
            className="mt-2 flex flex-col gap-4"
          >
            <TextAreaField
              id="reason"
              name="reason"
              label="Why?"
              required={false}
              hint="Only the authors read it. Someone better placed to ask is welcome here too."
              rows={3}
              maxLength={1000}
            />
            <div>
              <Button type="submit" variant="secondary">
                Decline
              </Button>
            </div>
          </form>
        </details>
      )}
    </Page>
  );
}

function listOf(names: readonly string[]): string {
  return new Intl.ListFormat("en-GB", { type: "conjunction" }).format(names);
}
