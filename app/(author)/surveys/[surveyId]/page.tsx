import type { Metadata } from "next";
import Link from "next/link";
import { ActionForm } from "@/components/surveys/action-form";
import { SurveyHeader } from "@/components/surveys/survey-header";
import { SurveyLife } from "@/components/surveys/survey-life";
import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import { erasureDay } from "@/lib/core/survey/retention";
import { formatInstant } from "@/lib/core/survey/zoned-time";
import { loadSendsMail } from "@/lib/invitations/loaders";
import { changeStatusAction } from "@/lib/surveys/actions";
import { loadInvitations, loadSurvey } from "@/lib/surveys/loaders";
import { loadRewordedQuestions } from "@/lib/surveys/wordings/loaders";

type Props = { params: Promise<{ surveyId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadSurvey((await params).surveyId)).title };
}

export default async function SurveyPage({ params }: Props) {
  const survey = await loadSurvey((await params).surveyId);
  const [invitations, sendsMail] = await Promise.all([loadInvitations(survey.id), loadSendsMail()]);
  const reworded = await loadRewordedQuestions(survey.id);
  const apart = reworded.reduce((sum, question) => sum + question.apart, 0);
  const phase = surveyPhase(survey, new Date());
  const count = (...states: string[]) =>
    invitations.filter((invitation) => states.includes(invitation.state)).length;
  const base = `/surveys/${survey.id}`;
  const next =
    phase === "archived"
      ? {
          words:
            "The survey is archived: it is read, and not changed. What is published stays public.",
          href: `${base}/synthesis`,
          label: "Read the synthesis",
        }
      : phase === "closed"
        ? {
            words: "The survey is closed. Read the synthesis and publish it.",
            href: `${base}/synthesis`,
            label: "Go to the synthesis",
          }
        : invitations.length === 0
          ? {
              words: "Check the words, then add the researchers whom you want to ask.",
              href: `${base}/invitations`,
              label: "Add researchers",
            }
          : count("added") > 0
            ? {
                words: sendsMail
                  ? `${count("added")} added and not mailed yet. Look at the mail, then send it.`
                  : `${count("added")} added and not written to yet. This site sends no mail: give them their links.`,
                href: `${base}/invitations`,
                label: "Go to the invitations",
              }
            : count("entered") > 0
              ? {
                  words: `${count("entered") === 1 ? "The answers of 1 person" : `The answers of ${count("entered")} people`} are entered and counted. Ask them to confirm, so that they can be named and quoted.`,
                  href: `${base}/answers#entered`,
                  label: "Go to the answers",
                }
              : {
                  words:
                    "Everybody has their invitation. The synthesis writes itself as answers arrive.",
                  href: `${base}/synthesis`,
                  label: "Look at the synthesis",
                };
  const facts: readonly (readonly [string, string])[] = [
    ["Questions", String(survey.questions.length)],
    ["Invited", String(survey.invitedOverride ?? invitations.length - count("revoked", "bounced"))],
    ["Answering now", String(count("opened", "answering"))],
    ["Submitted", String(count("submitted"))],
    ...(count("entered") === 0
      ? []
      : [["Entered, not confirmed", String(count("entered"))] as const]),
    ["Declined", String(count("declined"))],
    ["Mail refused", String(count("bounced"))],
    [
      "Closes",
      survey.closesAt === null ? "no date" : formatInstant(survey.closesAt, survey.timeZone),
    ],
  ];
  return (
    <Page>
      <SurveyHeader
        survey={{ id: survey.id, title: survey.title, phase }}
        here="overview"
        actions={
          survey.mayEdit && survey.erasedAt === null ? (
            <ActionForm
              action={changeStatusAction}
              fields={{ surveyId: survey.id, to: phase === "open" ? "closed" : "open" }}
              label={
                phase === "open"
                  ? "Close for answers"
                  : phase === "draft"
                    ? "Open for answers"
                    : "Open again"
              }
              variant="secondary"
            />
          ) : null
        }
      />
      <Notice title="Next step">
        <p>{next.words}</p>
        <ButtonLink href={next.href}>{next.label}</ButtonLink>
      </Notice>
      {apart > 0 && (
        <Notice tone="wait" title="Reworded questions">
          <p>
            {apart === 1 ? "1 answer stands" : `${apart} answers stand`} under earlier words of a
            question, counted apart.
          </p>
          <ButtonLink href={`${base}/wordings`} variant="secondary">
            Decide what becomes of them
          </ButtonLink>
        </Notice>
      )}
      <dl className="mt-8 grid max-w-xl grid-cols-[auto_1fr] gap-x-8 gap-y-2">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <SurveyLife
        survey={survey}
        phase={phase}
        erasesOn={survey.erasedAt ?? survey.erasureWarnedFor ?? erasureDay(survey)}
        change={changeStatusAction}
      />
      <p className="mt-8 text-sm">
        <a href={`${base}/file`} download>
          Download the questions as a file
        </a>{" "}
        <span className="text-muted">to keep them, pass them on, or begin another survey.</span>
      </p>
      {survey.mayDelete && (
        <p className="mt-3 text-sm">
          <Link className="text-bad" href={`${base}/delete`}>
            Delete this survey …
          </Link>
        </p>
      )}
    </Page>
  );
}
