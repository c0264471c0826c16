"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import type { FormAction } from "@/lib/core/form-state";
import { stillToLeave } from "@/lib/core/invitations/sending";
import { keepsAllMail } from "@/lib/core/mail/waiting";
import type { SendingState } from "@/lib/invitations/sending/schema";
import { ActionForm } from "./action-form";
import { MailWaits } from "./mail-waits";

/** While mails leave, how often to look. */
const lookEveryMs = 1500;

/** How often what else the page shows is brought up to date meanwhile: it may be a table of thousands. */
const renewEveryMs = 15_000;

type SendingProgressProps = {
  surveyId: string;
  sendings: readonly SendingState[];
  /** Whether the reader runs the site. */
  operates: boolean;
  change: FormAction;
};

/** How far each sending is; follows it without a reload, and lets the author hold it or call off what has not left. */
export function SendingProgress({ surveyId, sendings, operates, change }: SendingProgressProps) {
  const router = useRouter();
  const renewedAt = useRef(0);
  const [fresh, setFresh] = useState<readonly SendingState[] | null>(null);
  const [from, setFrom] = useState(sendings);
  if (from !== sendings) {
    // The page was rendered anew: what it says is newer than what was fetched.
    setFrom(sendings);
    setFresh(null);
  }
  const shown = fresh?.filter(({ id }) => sendings.some((one) => one.id === id)) ?? sendings;
  const underWay = shown.some(({ counts }) => stillToLeave(counts) > 0);
  useEffect(() => {
    if (!underWay) return;
    renewedAt.current = Date.now();
    const look = async () => {
      const response = await fetch(`/surveys/${surveyId}/invitations/send/state`).catch(() => null);
      if (response === null || !response.ok) return;
      const states: readonly SendingState[] = await response.json();
      setFresh(states);
      // The lists of the page change with the mails.
      const isOver = !states.some(({ counts }) => stillToLeave(counts) > 0);
      if (isOver || Date.now() - renewedAt.current > renewEveryMs) {
        renewedAt.current = Date.now();
        router.refresh();
      }
    };
    const timer = setInterval(() => void look(), lookEveryMs);
    return () => clearInterval(timer);
  }, [underWay, surveyId, router]);
  return (
    <ul className="flex flex-col">
      {shown.map((sending) => (
        <li key={sending.id} className="border-t border-line py-4 first:border-t-0 first:pt-0">
          <OneSending surveyId={surveyId} sending={sending} operates={operates} change={change} />
        </li>
      ))}
    </ul>
  );
}

function OneSending({
  surveyId,
  sending,
  operates,
  change,
}: {
  surveyId: string;
  sending: SendingState;
  operates: boolean;
  change: FormAction;
}) {
  const { counts } = sending;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const left = stillToLeave(counts);
  const gone = total - left;
  const waits = sending.trouble !== "" && left > 0 && !sending.paused;
  const step = (name: string) => ({ surveyId, sendingId: sending.id, step: name });
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-semibold">
          {headline(sending, left, waits && keepsAllMail(sending.trouble))}
        </span>
        <span className="text-sm text-muted">{sending.startedOn}</span>
      </p>
      {left > 0 && (
        <progress aria-label="Mails that have left" max={total} value={gone} className={bar} />
      )}
      <p className="text-sm text-muted tabular-nums" role="status">
        {inWords(sending)}
      </p>
      {left > 0 &&
        !waits &&
        !sending.paused &&
        sending.waitsUntil === "" &&
        sending.pace !== "" && <p className="text-sm text-muted tabular-nums">{sending.pace}</p>}
      {waits && <MailWaits words={sending.trouble} operates={operates} />}
      {left > 0 && (
        <div className="flex flex-wrap gap-3">
          <ActionForm
            action={change}
            fields={step(sending.paused ? "resume" : "pause")}
            label={sending.paused ? "Resume" : "Pause"}
            variant="secondary"
            size="compact"
            isSeen
          />
          <ActionForm
            action={change}
            fields={step("cancel")}
            label={`Call off the ${left} that ${left === 1 ? "has" : "have"} not left`}
            variant="danger"
            size="compact"
            isSeen
          />
        </div>
      )}
    </div>
  );
}

// Browsers colour it each in a way of their own.
const bar =
  "h-2 w-full appearance-none overflow-hidden rounded-full border-0 bg-line [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent";

function headline(sending: SendingState, left: number, waits: boolean): string {
  if (sending.cancelled) return "Called off";
  if (left === 0) return "Done";
  if (sending.paused) return "Paused";
  if (waits) return "Waiting for the mail server";
  return sending.waitsUntil === "" ? "Sending" : `Planned for ${sending.waitsUntil}`;
}

function inWords({ counts, paused }: SendingState): string {
  const { sent, failed, unknown, cancelled } = counts;
  const left = stillToLeave(counts);
  return [
    `${sent} sent`,
    ...(left > 0 ? [paused ? `${left} held until you resume` : `${left} to go`] : []),
    ...(failed > 0 ? [`${failed} refused by the mail server`] : []),
    ...(unknown > 0 ? [`${unknown} with unknown outcome`] : []),
    ...(cancelled > 0 ? [`${cancelled} called off, to be sent anew if you like`] : []),
  ].join(" · ");
}
