import { Notice } from "@/components/ui/notice";
import type { FormAction } from "@/lib/core/form-state";
import { ActionForm } from "./action-form";

type Invite = {
  readonly id: string;
  readonly role: "owner" | "editor" | "viewer";
  readonly handsOver: boolean;
  readonly title: string;
  readonly by: string;
};

/** What somebody is asked, in a sentence. */
export function inviteWords({ by, title, role, handsOver }: Omit<Invite, "id">): string {
  return handsOver
    ? `${by} offers you the survey “${title}”. Once you accept you own it, and they remain as an editor.`
    : `${by} asks you to work on “${title}” as ${role === "viewer" ? "a viewer" : `an ${role}`}.`;
}

/** The surveys that the signed-in author was asked to join, each with yes and no. */
export function InvitesToMe({
  invites,
  accept,
  decline,
}: {
  invites: readonly Invite[];
  accept: FormAction;
  decline: FormAction;
}) {
  return invites.map((invite) => (
    <Notice key={invite.id} title="You are asked">
      <p>{inviteWords(invite)}</p>
      <div className="flex flex-wrap gap-3">
        <ActionForm
          action={accept}
          fields={{ inviteId: invite.id }}
          label="Accept"
          size="compact"
        />
        <ActionForm
          action={decline}
          fields={{ inviteId: invite.id }}
          label="Decline"
          variant="secondary"
          size="compact"
        />
      </div>
    </Notice>
  ));
}
