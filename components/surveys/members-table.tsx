"use client";

import { useActionState } from "react";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { controlClass } from "@/components/ui/field";
import { MailAddress } from "@/components/ui/mail-address";
import { emptyForm, type FormAction } from "@/lib/core/form-state";
import { ActionForm } from "./action-form";

type Role = "owner" | "editor" | "viewer";
type Member = {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly since: string;
};

/** Who works on a survey; an owner changes roles and removes, everybody may leave. */
export function MembersTable(props: {
  surveyId: string;
  members: readonly Member[];
  me: string;
  mayManage: boolean;
  changeRole: FormAction;
  remove: FormAction;
}) {
  const { surveyId, members, me, mayManage, changeRole, remove } = props;
  const lastOwner = members.filter(({ role }) => role === "owner").length === 1;
  const isStuck = (member: Member) => member.role === "owner" && lastOwner;
  return (
    <DataTable
      caption="Members"
      rows={members}
      rowKey={(member) => member.userId}
      columns={[
        {
          key: "name",
          header: "Member",
          rowHeader: true,
          cell: (member) => (
            <>
              {member.name || member.email}
              {member.userId === me && <span className="font-normal text-muted"> (you)</span>}
              <span className="block font-normal text-muted sm:hidden">
                <MailAddress address={member.email} />
              </span>
            </>
          ),
        },
        { key: "email", header: "Address", cell: (member) => member.email, wideOnly: true },
        {
          key: "role",
          header: "Role",
          cell: (member) =>
            mayManage && !isStuck(member) ? (
              <RoleForm surveyId={surveyId} member={member} changeRole={changeRole} />
            ) : (
              <>
                {member.role}
                {isStuck(member) && member.userId === me && (
                  <span className="block text-muted">the last owner stays</span>
                )}
              </>
            ),
        },
        { key: "since", header: "Since", cell: (member) => member.since, wideOnly: true },
        {
          key: "actions",
          header: <span className="sr-only">Actions</span>,
          align: "right",
          cell: (member) => {
            const mine = member.userId === me;
            if (isStuck(member) || (!mine && !mayManage)) return null;
            return (
              <details className="relative inline-block text-left">
                <summary className="min-h-11 cursor-pointer py-2.5 whitespace-nowrap text-accent sm:min-h-9 sm:py-1.5">
                  {mine ? "Leave …" : "Remove …"}
                  <span className="sr-only"> {member.name || member.email}</span>
                </summary>
                <p className="max-w-56 py-2 text-sm text-muted">
                  {mine
                    ? "You will not see this survey any more."
                    : "They will not see this survey any more. What they did stays."}
                </p>
                <ActionForm
                  action={remove}
                  fields={{ surveyId, userId: member.userId }}
                  label={mine ? "Leave the survey" : `Remove ${member.name || member.email}`}
                  variant="danger"
                  size="compact"
                />
              </details>
            );
          },
        },
      ]}
    />
  );
}

function RoleForm({
  surveyId,
  member,
  changeRole,
}: {
  surveyId: string;
  member: Member;
  changeRole: FormAction;
}) {
  const [state, submit, pending] = useActionState(changeRole, emptyForm);
  const name = member.name || member.email;
  return (
    <form action={submit} className="flex flex-col items-start gap-x-2 sm:flex-row sm:items-center">
      <input type="hidden" name="surveyId" value={surveyId} />
      <input type="hidden" name="userId" value={member.userId} />
      <select
        key={member.role}
        name="role"
        aria-label={`Role of ${name}`}
        defaultValue={member.role}
        className={`${controlClass} min-h-11 min-w-24 py-1 text-sm sm:min-h-9`}
      >
        {member.role === "owner" && (
          <option value="owner" disabled>
            owner
          </option>
        )}
        <option value="editor">editor</option>
        <option value="viewer">viewer</option>
      </select>
      <Button
        type="submit"
        variant="quiet"
        size="compact"
        disabled={pending}
        className="max-sm:-ms-3"
      >
        Change<span className="sr-only"> the role of {name}</span>
      </Button>
      <span role="status" className="text-sm empty:hidden">
        {state.errors["form"] ? (
          <span className="font-semibold text-bad">{state.errors["form"]}</span>
        ) : (
          state.done
        )}
      </span>
    </form>
  );
}
