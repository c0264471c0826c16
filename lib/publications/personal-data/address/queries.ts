import { parseLanguage } from "@/lib/core/language";
import { blocksOf } from "@/lib/invitations/contact-blocks/address";
import { db } from "@/lib/platform/db";

/**
 * Everything that is held under a mail address beside the answers themselves: what authors wrote into their address books, who
 * named it, what was asked with it, which surveys invited it, and who may write to it. Only for whoever has proven that they read
 * mail there.
 */
export async function findHeldUnder(email: string) {
  const survey = { select: { title: true } } as const;
  const [contacts, blocks, suggestions, nominations, invitations, account] = await Promise.all([
    db().contact.findMany({
      where: { email },
      orderBy: [{ createdAt: "asc" }, { id: "asc" }],
      include: { user: { select: { name: true, email: true } } },
    }),
    db().contactBlock.findMany({
      where: blocksOf(email),
      orderBy: { createdAt: "asc" },
      include: { user: { select: { name: true, email: true } } },
    }),
    db().colleagueSuggestion.findMany({
      where: { email },
      orderBy: { createdAt: "asc" },
      include: { survey },
    }),
    db().selfNomination.findMany({
      where: { email },
      orderBy: { createdAt: "asc" },
      include: { survey },
    }),
    db().invitation.findMany({
      where: { email },
      orderBy: { createdAt: "asc" },
      include: {
        survey: { select: { title: true, closesAt: true } },
        responses: {
          where: { submittedAt: { not: null }, withdrawnAt: null },
          select: { id: true },
        },
      },
    }),
    db().user.findUnique({ where: { email }, select: { createdAt: true } }),
  ]);
  const who = (user: { name: string | null; email: string } | null) =>
    user === null ? null : [user.name, `<${user.email}>`].filter(Boolean).join(" ");
  return {
    address: email,
    contacts: contacts.map((contact) => ({
      keptBy: who(contact.user),
      name: contact.name,
      affiliation: contact.affiliation,
      role: contact.role,
      orcid: contact.orcid,
      page: contact.page,
      language: parseLanguage(contact.language),
      notes: contact.notes,
      addedAt: contact.createdAt,
      changedAt: contact.updatedAt,
    })),
    /** Who may not write; null is the whole site, as the address's owner said. */
    blocks: blocks.map(({ user, createdAt }) => ({ author: who(user), since: createdAt })),
    // Who named them is another person's to tell.
    suggestions: suggestions.map((one) => ({
      survey: one.survey.title,
      name: one.name,
      note: one.note,
      namedAt: one.createdAt,
    })),
    requests: nominations.map((one) => ({
      survey: one.survey.title,
      name: one.name,
      affiliation: one.affiliation,
      note: one.note,
      askedAt: one.createdAt,
    })),
    surveys: invitations.map((one) => ({
      invitation: one.id,
      title: one.survey.title,
      invitedAt: one.createdAt,
      answered: one.responses.length > 0,
    })),
    accountSince: account?.createdAt ?? null,
  };
}
