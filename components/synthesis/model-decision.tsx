import { ActionForm } from "@/components/surveys/action-form";
import type { State } from "@/components/ui/state-label";
import type { FormAction } from "@/lib/core/form-state";
import type { ProposalView } from "@/lib/synthesis/model/schema";

/** What the states of a proposal are called. */
export const labels: Readonly<Record<ProposalView["state"], State>> = {
  proposed: "proposed",
  accepted: "used",
  rejected: "not used",
  stale: "stale",
};

/** What can be decided on a proposal, or taken back. */
export function Decide({
  state,
  action,
  fields,
  use,
  keep,
}: {
  state: "proposed" | "accepted" | "rejected";
  action: FormAction;
  fields: Readonly<Record<string, string>>;
  use: string;
  keep: string;
}) {
  const decide = (decision: string) => ({ ...fields, decision });
  if (state !== "proposed") {
    return (
      <div className="mt-3">
        <ActionForm
          action={action}
          fields={decide("open")}
          label="Undo"
          variant="quiet"
          size="compact"
        />
      </div>
    );
  }
  return (
    <div className="mt-3 flex flex-wrap gap-3">
      <ActionForm action={action} fields={decide("accept")} label={use} size="compact" />
      <ActionForm
        action={action}
        fields={decide("reject")}
        label={keep}
        variant="secondary"
        size="compact"
      />
    </div>
  );
}
