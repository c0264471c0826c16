import type { Metadata } from "next";
import { ActionForm } from "@/components/surveys/action-form";
import { CopyButton } from "@/components/surveys/copy-link";
import { HandoverForm } from "@/components/surveys/handover-form";
import { InviteMemberForm } from "@/components/surveys/invite-member-form";
import { MembersTable } from "@/components/surveys/members-table";
import { SurveyHeader } from "@/components/surveys/survey-header";
import { ButtonLink } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import { MailAddress } from "@/components/ui/mail-address";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import { formatDay } from "@/lib/core/survey/zoned-time";
import { loadSurvey } from "@/lib/surveys/loaders";
import {
  changeRoleAction,
  inviteMemberAction,
  offerHandoverAction,
  removeMemberAction,
  revokeInviteAction,
} from "@/lib/surveys/members/actions";
import { loadMembers } from "@/lib/surveys/members/loaders";

type Props = { params: Promise<{ surveyId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Members · ${(await loadSurvey((await params).surveyId)).title}` };
}

export default async function MembersPage({ params }: Props) {
  const { survey, members, invites, me, mayManage, sendsMail } = await loadMembers(
    (await params).surveyId,
  );
  const heading = "mt-12 mb-4 font-serif text-xl font-semibold";
  const until = (at: Date) => formatDay(at, survey.timeZone);
  return (
    <Page>
      <SurveyHeader
        survey={{ id: survey.id, title: survey.title, phase: surveyPhase(survey, new Date()) }}
        here="members"
        title="Members"
        lead="Viewers read everything and change nothing. Editors change, invite experts and publish. Owners also say who works on the survey."
        actions={
          mayManage ? (
            <ButtonLink href={`/surveys/${survey.id}/history`} variant="secondary">
              History
            </ButtonLink>
          ) : null
        }
      />
      <MembersTable
        surveyId={survey.id}
        me={me}
        mayManage={mayManage}
        members={members.map(({ name, since, ...member }) => ({
          ...member,
          name: name ?? "",
          since: formatDay(since, survey.timeZone),
        }))}
        changeRole={changeRoleAction}
        remove={removeMemberAction}
      />
      {mayManage && (
        <>
          {invites.length > 0 && (
            <section aria-labelledby="asked">
              <h2 id="asked" className={heading}>
                Asked, and not answered
              </h2>
              {!sendsMail && (
                <Notice title="No mail leaves this site">
                  <p>
                    Send each of them their link in another way. Who has no account here yet also
                    needs a sign-in link from the owner of this site, who makes it under Authors;
                    after signing in they accept.
                  </p>
                </Notice>
              )}
              <DataTable
                caption="Open invitations"
                rows={invites}
                rowKey={(invite) => invite.id}
                columns={[
                  {
                    key: "email",
                    header: "Address",
                    rowHeader: true,
                    cell: (invite) => (
                      <>
                        <MailAddress address={invite.email} />
                        <span className="block font-normal text-muted sm:hidden">
                          {invite.isExpired ? "has run out" : `until ${until(invite.expiresAt)}`}
                        </span>
                      </>
                    ),
                  },
                  {
                    key: "role",
                    header: "To be",
                    cell: (invite) => (invite.handsOver ? "owner in your place" : invite.role),
                  },
                  {
                    key: "until",
                    header: "Until",
                    cell: (invite) => (invite.isExpired ? "has run out" : until(invite.expiresAt)),
                    wideOnly: true,
                  },
                  ...(sendsMail
                    ? []
                    : [
                        {
                          key: "link",
                          header: "Link",
                          cell: (invite: (typeof invites)[number]) =>
                            invite.isExpired ? (
                              "has run out"
                            ) : (
                              <CopyButton
                                text={invite.url}
                                label="Copy the link"
                                whose={invite.email}
                              />
                            ),
                        },
                      ]),
                  {
                    key: "revoke",
                    header: <span className="sr-only">Actions</span>,
                    align: "right",
                    cell: (invite) => (
                      <div className="-my-1.5 flex justify-end">
                        <ActionForm
                          action={revokeInviteAction}
                          fields={{ surveyId: survey.id, inviteId: invite.id }}
                          label={
                            <>
                              <span className="whitespace-nowrap">Take back</span>
                              <span className="sr-only"> from {invite.email}</span>
                            </>
                          }
                          variant="quiet"
                          size="compact"
                        />
                      </div>
                    ),
                  },
                ]}
              />
            </section>
          )}
          <div className="grid gap-x-16 lg:grid-cols-2">
            <section aria-labelledby="invite">
              <h2 id="invite" className={heading}>
                Invite somebody
              </h2>
              <InviteMemberForm
                surveyId={survey.id}
                sendsMail={sendsMail}
                invite={inviteMemberAction}
              />
            </section>
            <section aria-labelledby="handover">
              <h2 id="handover" className={heading}>
                Hand the survey over
              </h2>
              <HandoverForm
                surveyId={survey.id}
                members={members
                  .filter(({ role }) => role !== "owner")
                  .map(({ userId, name, email }) => ({ userId, name: name || email }))}
                offered={invites.find(({ handsOver, isExpired }) => handsOver && !isExpired)?.email}
                offer={offerHandoverAction}
              />
            </section>
          </div>
        </>
      )}
    </Page>
  );
}
