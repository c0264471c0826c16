import { canEditSurvey, type Role } from "@/lib/surveys/policy";

type Membered<User> = {
  readonly correspondentId: string | null;
  readonly members: readonly {
    readonly userId: string;
    readonly role: Role;
    readonly user: User;
  }[];
};

/** The members who may write to a survey's experts, and so may get their replies. */
export function mayCorrespond<User>({ members }: Membered<User>): Membered<User>["members"] {
  return members.filter(({ role }) => canEditSurvey(role));
}

/**
 * In whose name a survey's mails to experts are written, and who gets the replies: the member that was chosen, as long as they
 * may edit the survey; else its owner. Null where it has none.
 */
export function correspondentOf<User>(survey: Membered<User>): User | null {
  const able = mayCorrespond(survey);
  const chosen = able.find(({ userId }) => userId === survey.correspondentId);
  return (chosen ?? able.find(({ role }) => role === "owner"))?.user ?? null;
}
