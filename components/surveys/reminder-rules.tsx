"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { TextField } from "@/components/ui/field";
import { emptyForm, type FormAction } from "@/lib/core/form-state";
import type { PlannedReminder, ReminderRules } from "@/lib/core/invitations/reminders";
import { formatInstant } from "@/lib/core/survey/zoned-time";

type ReminderRulesFormProps = {
  readonly survey: { readonly id: string; readonly timeZone: string };
  readonly rules: ReminderRules | null;
  readonly planned: readonly (PlannedReminder & { readonly name: string })[];
  readonly store: FormAction;
};

/** More rows than these tell nobody more. */
const shown = 100;

/** When those who have not answered are reminded, and what that means for the coming fortnight. */
export function ReminderRulesForm({ survey, rules, planned, store }: ReminderRulesFormProps) {
  const [state, submit, pending] = useActionState(store, emptyForm);
  const field = (name: keyof ReminderRules, ifNone: string) => ({
    id: `reminders-${name}`,
    name,
    type: "number",
    inputMode: "numeric" as const,
    min: 1,
    defaultValue: state.values[name] ?? String(rules === null ? ifNone : (rules[name] ?? "")),
    error: state.errors[name],
  });
  return (
    <section aria-labelledby="reminders" className="mt-12 max-w-[44rem]">
      <h2 id="reminders" className="mb-2 font-serif text-xl font-semibold">
        Reminders
      </h2>
      <p className="mb-6 text-muted">
        {rules === null
          ? "Off: nobody is reminded. Stored rules work by themselves while the survey is open."
          : "On. Whoever submits, declines or wants no more mails gets none; that is looked at again at the moment of sending."}
      </p>
      {/* A new key takes the stored rules over into the fields. */}
      <form
        key={JSON.stringify(rules)}
        action={submit}
        noValidate
        className="flex max-w-md flex-col gap-5"
      >
        <input type="hidden" name="surveyId" value={survey.id} />
        <TextField
          {...field("afterDays", "7")}
          max={90}
          label="Days without an answer before each reminder"
          hint="Empty: none of these."
        />
        <TextField
          {...field("beforeClosingDays", "3")}
          max={90}
          label="Days before closing for the last reminder"
          hint="Empty, or while no closing day is set: none."
        />
        <TextField {...field("atMost", "2")} max={5} label="At most, for one person, in all" />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" name="step" value="store" variant="secondary" disabled={pending}>
            {rules === null ? "Switch reminders on" : "Store the rules"}
          </Button>
          {rules !== null && (
            <Button type="submit" name="step" value="off" variant="quiet" disabled={pending}>
              Switch reminders off
            </Button>
          )}
        </div>
      </form>
      <p role="status" className="mt-3 text-sm empty:hidden">
        {state.errors["form"] ? (
          <span className="font-semibold text-bad">{state.errors["form"]}</span>
        ) : (
          state.done
        )}
      </p>
      {rules !== null && (
        <div className="mt-8">
          <h3 className="mb-3 font-semibold">The coming fortnight</h3>
          <DataTable
            caption="Reminders of the coming fortnight, if nobody answers meanwhile"
            captionVisible
            rows={planned.slice(0, shown)}
            rowKey={({ invitationId, number }) => `${invitationId} ${number}`}
            empty={<p>Nobody would be reminded, as things stand.</p>}
            columns={[
              { key: "name", header: "Researcher", rowHeader: true, cell: ({ name }) => name },
              {
                key: "at",
                header: "When",
                cell: ({ at }) => formatInstant(at, survey.timeZone),
              },
              {
                key: "number",
                header: "Reminder",
                align: "right",
                cell: ({ number }) => `${number} of ${rules.atMost}`,
              },
            ]}
          />
          {planned.length > shown && (
            <p className="mt-2 text-sm text-muted">And {planned.length - shown} more.</p>
          )}
        </div>
      )}
    </section>
  );
}
