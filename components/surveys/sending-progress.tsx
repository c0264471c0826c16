"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import type { FormAction } from "@/lib/core/form-state";
import { stillToLeave } from "@/lib/core/invitations/sending";
import type { SendingState } from "@/lib/invitations/sending/schema";
import { ActionForm } from "./action-form";

/** While mails leave, how often to look. */
const lookEveryMs = 1500;

type SendingProgressProps = {
  surveyId: string;
  sendings: readonly SendingState[];
  change: FormAction;
};

/** How far each sending is; follows it without a reload, and lets the author hold it or call off what has not left. */
export function SendingProgress({ surveyId, sendings, change }: SendingProgressProps) {
  const router = useRouter();
  const [fresh, setFresh] = useState<readonly SendingState[] | null>(null);
  const [from, setFrom] = useState(sendings);
  if (from !== sendings) {
    // The page was rendered anew: what it says is newer than what was fetched.
    setFrom(sendings);
    setFresh(null);
  }
  const shown = fresh ?? sendings;
  const underWay = shown.some(({ counts }) => stillToLeave(counts) > 0);
  useEffect(() => {
    if (!underWay) return;
    const look = async () => {
      const response = await fetch(`/surveys/${surveyId}/invitations/send/state`).catch(() => null);
      if (response === null || !response.ok) return;
      const states: readonly SendingState[] = await response.json();
      setFresh(states);
      // The lists of the page change with the last mail.
      if (!states.some(({ counts }) => stillToLeave(counts) > 0)) router.refresh();
    };
    const timer = setInterval(() => void look(), lookEveryMs);
    return () => clearInterval(timer);
  }, [underWay, surveyId, router]);
  return (
    <ul className="flex flex-col">
      {shown.map((sending) => (
        <li key={sending.id} className="border-t border-line py-4">
          <OneSending surveyId={surveyId} sending={sending} change={change} />
        </li>
      ))}
    </ul>
  );
}

function OneSending({
  surveyId,
  sending,
  change,
}: {
  surveyId: string;
  sending: SendingState;
  change: FormAction;
}) {
  const { counts } = sending;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const left = stillToLeave(counts);
  const gone = total - left;
  const step = (name: string) => ({ surveyId, sendingId: sending.id, step: name });
  return (
    <div className="flex flex-col gap-2">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-semibold">{headline(sending, left)}</span>
        <span className="text-sm text-muted">{sending.startedOn}</span>
      </p>
      {left > 0 && (
        <progress
          aria-label="Mails that have left"
          max={total}
          value={gone}
          className="h-2 w-full accent-accent"
        />
      )}
      <p className="text-sm text-muted tabular-nums" role="status">
        {inWords(sending)}
      </p>
      {sending.trouble !== "" && left > 0 && (
        <p className="text-sm text-wait">The mail server said: {sending.trouble}</p>
      )}
      {left > 0 && (
        <div className="flex flex-wrap gap-3">
          <ActionForm
            action={change}
            fields={step(sending.paused ? "resume" : "pause")}
            label={sending.paused ? "Resume" : "Pause"}
            variant="secondary"
            size="compact"
          />
          <ActionForm
            action={change}
            fields={step("cancel")}
            label={`Call off the ${left} that ${left === 1 ? "has" : "have"} not left`}
            variant="danger"
            size="compact"
          />
        </div>
      )}
    </div>
  );
}

function headline(sending: SendingState, left: number): string {
  if (sending.cancelled) return "Called off";
  if (left === 0) return "Done";
  if (sending.paused) return "Paused";
  return sending.waitsUntil === "" ? "Sending" : `Planned for ${sending.waitsUntil}`;
}

function inWords({ counts }: SendingState): string {
  const { sent, failed, unknown, cancelled } = counts;
  const left = stillToLeave(counts);
  return [
    `${sent} sent`,
    ...(left > 0 ? [`${left} to go`] : []),
    ...(failed > 0 ? [`${failed} refused by the mail server`] : []),
    ...(unknown > 0 ? [`${unknown} with unknown outcome`] : []),
    ...(cancelled > 0 ? [`${cancelled} not sent after all`] : []),
  ].join(" · ");
}
