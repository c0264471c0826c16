import { randomUUID } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import type { AuditKind } from "@/lib/core/audit-event";
import { madeOver } from "@/lib/core/synthesis/overlay/blocks";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const seeds = await import("@/e2e/support/seeds");
const { at, granted, seedDemo, seedInvitation, seedSurvey, typeAnswer, why, willIt } = seeds;
const { askToConfirm } = await import("@/lib/answers/confirmation/commands");
const { correctInvitation } = await import("@/lib/invitations/correction/commands");
const bulk = await import("@/lib/invitations/bulk/commands");
const rewording = await import("@/lib/surveys/wordings/commands");
const { beginAnswering, submitResponse } = await import("@/lib/answers/commands");
const invitations = await import("@/lib/invitations/commands");
const message = await import("@/lib/invitations/message/commands");
const nominations = await import("@/lib/invitations/nominations/commands");
const blocks = await import("@/lib/invitations/contact-blocks/commands");
const people = await import("@/lib/people/commands");
const sending = await import("@/lib/invitations/sending/commands");
const reminders = await import("@/lib/invitations/reminders/commands");
const suggestions = await import("@/lib/invitations/suggestions/commands");
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const publications = await import("@/lib/publications/commands");
const plans = await import("@/lib/publications/plans/commands");
const { tellRespondents } = await import("@/lib/publications/tell/commands");
const { chooseForSurvey } = await import("@/lib/surveys/choices/commands");
const surveys = await import("@/lib/surveys/commands");
const { saveFields } = await import("@/lib/surveys/editor/commands");
const { changeQuestions } = await import("@/lib/surveys/editor/questions/commands");
const imports = await import("@/lib/surveys/imports/commands");
const members = await import("@/lib/surveys/members/commands");
const { storePrivacyTerms } = await import("@/lib/surveys/privacy/commands");
const { termsOf } = await import("@/lib/surveys/privacy/queries");
const rounds = await import("@/lib/surveys/rounds/commands");
const life = await import("@/lib/surveys/life/commands");
const { decideThemes } = await import("@/lib/synthesis/model/themes/commands");
const { deleteSurvey } = await import("@/lib/surveys/deletion/commands");
const { decideProposal } = await import("@/lib/synthesis/model/commands");
const overlay = await import("@/lib/synthesis/overlay/commands");
const { askForQuotes } = await import("@/lib/synthesis/quotes/commands");

const now = new Date();
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);

type Stage = {
  readonly surveyId: string;
  readonly people: Readonly<Record<"owner" | "editor" | "viewer" | "stranger", string>>;
  readonly invitationId: string;
  readonly actorId: string;
  readonly now: Date;
  /** What a line's own preparation made. */
  readonly made: string;
};

/** One command of the author's side. */
type Line = {
  /** The least role that may. */
  readonly needs: "owner" | "editor";
  /** What stands in the trail after it; null where nothing of the survey changes. */
  readonly kind: AuditKind | null;
  /** The survey is gone afterwards, so that the event names none. */
  readonly ends?: true;
  /** Begin with the answers of the demonstration rather than with an empty survey. */
  readonly demo?: true;
  /** Makes what the command works on; gives its id. */
  readonly arrange?: (stage: Omit<Stage, "made">) => Promise<string>;
  readonly run: (stage: Stage) => Promise<unknown>;
};

const nothing = async () => "";
const invitee = { name: "Respondent B", email: "respondent-b@example.org", affiliation: "" };
const respondent = {
  key: "1",
  line: null,
  name: "Respondent C",
  email: "respondent-c@example.org",
  role: "",
  recruitment: "author",
  interests: "",
  records: [
    {
      id: "1",
      respondent: "1",
      name: "Respondent C",
      role: "",
      question: "why",
      value: "",
      confidence: null,
      low: null,
      high: null,
      text: "Because.",
      attribution: "aggregate",
      quote: false,
      recruitment: "author",
    },
  ],
} as const;

const toDraft = async ({ surveyId }: { surveyId: string }) => {
  await db().survey.update({ where: { id: surveyId }, data: { status: "draft", openedAt: null } });
  return "";
};
const close = async ({ surveyId, people }: Omit<Stage, "made">) => {
  granted(await surveys.closeSurvey({ surveyId, actorId: people.owner, now }));
  return "";
};
const publish = async ({ surveyId }: { surveyId: string }) => {
  granted(await publications.publishSurvey({ surveyId, actorId: null, now }));
  return "";
};
const suggest = async ({ surveyId, invitationId }: { surveyId: string; invitationId: string }) => {
  const named = { name: "D", email: "respondent-d@example.org", note: "" };
  granted(await suggestions.suggestColleague({ id: invitationId, surveyId }, named, now));
  return at(await db().colleagueSuggestion.findMany({ where: { surveyId } }), 0).id;
};
const enter = async ({ surveyId, people }: Omit<Stage, "made">) =>
  granted(
    await imports.importAnswers({
      surveyId,
      actorId: people.owner,
      now,
      respondents: [respondent],
    }),
  ).importId;
const invite = async ({ surveyId, people }: Omit<Stage, "made">) => {
  const email = "asked@example.org";
  const act = { surveyId, actorId: people.owner, now, email };
  granted(await members.inviteMember({ ...act, role: "viewer" }));
  return at(await db().memberInvite.findMany({ where: { surveyId } }), 0).id;
};
const propose = async ({ surveyId }: { surveyId: string }) => {
  const run = { surveyId, questionKey: "why", briefHash: surveyId, model: "m", host: "h" };
  const { id: runId } = await db().modelRun.create({ data: { ...run, startedAt: now } });
  const proposal = { surveyId, runId, questionKey: "why", keyPoint: false, replaces: "Rule." };
  const { id } = await db().modelProposal.create({
    data: { ...proposal, text: "Model.", sources: [] },
  });
  return id;
};
/** New words for a question that somebody has answered. */
const reword = async ({ surveyId, invitationId, people }: Omit<Stage, "made">) => {
  const question = await db().question.findFirstOrThrow({
    where: { surveyId, key: "why" },
    include: { revisions: true },
  });
  const questionRevisionId = at(question.revisions, 0).id;
  await beginAnswering({ id: invitationId, generation: 1, surveyId }, now);
  const consent = { attribution: "aggregate", quotable: "no" };
  await typeAnswer(invitationId, questionRevisionId, { text: "Because.", ...consent }, now);
  granted(await submitResponse(invitationId, 1, now, async () => undefined));
  const words = [{ question: question.id, field: "prompt", value: "Why so?", baseVersion: 1 }];
  const decisions = [{ question: question.id, decision: "reworded" as const }];
  granted(await saveFields({ surveyId, actorId: people.owner, now, edits: words, decisions }));
  const newest = { where: { questionId: question.id }, orderBy: { number: "desc" } } as const;
  return (await db().questionRevision.findFirstOrThrow(newest)).id;
};
const nominate = async ({ surveyId }: { surveyId: string }) => {
  const asked = { surveyId, name: "E", email: "respondent-e@example.org", confirmedAt: now };
  const nomination = await db().selfNomination.create({ data: { ...asked, state: "open" } });
  return nomination.id;
};
const title = { kind: "text", block: "title", by: "author", source: madeOver("A title") } as const;
const retitle = async (stage: Omit<Stage, "made">) => {
  const entryId = randomUUID();
  const { surveyId, actorId } = stage;
  const edit = { ...title, text: "Another title" };
  await overlay.saveEdit(
    { surveyId, entryId, base: null, key: "text:title", edit },
    { actorId, now },
  );
  return entryId;
};

/** Every command of the author's side, by its place and name. */
const lines: Readonly<Record<string, Line>> = {
  "answers/confirmation askToConfirm": {
    needs: "editor",
    kind: "confirmations.asked",
    arrange: enter,
    run: askToConfirm,
  },
  "surveys/wordings declareCorrection": {
    needs: "editor",
    kind: "question.corrected",
    arrange: reword,
    run: (stage) =>
      rewording.declareCorrection({ ...stage, revisionId: stage.made, correction: true }),
  },
  "surveys/wordings askAgain": {
    needs: "editor",
    kind: "question.asked-again",
    arrange: reword,
    run: (stage) => rewording.askAgain({ ...stage, revisionId: stage.made }),
  },
  "invitations/message saveMessage": {
    needs: "editor",
    kind: "survey.edited",
    run: (stage) =>
      message.saveMessage({
        ...stage,
        message: "Dear colleague,",
        senderName: "",
        correspondentId: stage.people.owner,
        version: 1,
      }),
  },
  "invitations/message sendTestMail": {
    needs: "editor",
    // A mail to oneself.
    kind: null,
    run: async (stage) => {
      const actor = await db().user.findUniqueOrThrow({ where: { id: stage.actorId } });
      return message.sendTestMail({ ...stage, actorEmail: actor.email, invitationId: "" });
    },
  },
  "invitations/nominations approveNomination": {
    needs: "editor",
    kind: "nomination.approved",
    arrange: nominate,
    run: (stage) => nominations.approveNomination({ ...stage, nominationId: stage.made }),
  },
  "invitations/nominations dismissNomination": {
    needs: "editor",
    kind: "nomination.dismissed",
    arrange: nominate,
    run: (stage) => nominations.dismissNomination({ ...stage, nominationId: stage.made }),
  },
  "invitations addInvitations": {
    needs: "editor",
    kind: "invitations.added",
    run: (stage) => invitations.addInvitations({ ...stage, invitees: [invitee] }),
  },
  "invitations/sending sendInvitations": {
    needs: "editor",
    kind: "invitations.sent",
    run: sending.sendInvitations,
  },
  "invitations/sending changeSending": {
    needs: "editor",
    kind: "invitations.called-off",
    arrange: async (stage) => {
      const { surveyId } = stage;
      await seedInvitation(surveyId);
      granted(await sending.sendInvitations(stage));
      return (await db().sending.findFirstOrThrow({ where: { surveyId } })).id;
    },
    run: (stage) => sending.changeSending({ ...stage, sendingId: stage.made, step: "cancel" }),
  },
  "people addContactsToSurvey": {
    needs: "editor",
    kind: "invitations.added",
    run: (stage) => people.addContactsToSurvey({ ...stage, contactIds: [] }),
  },
  "invitations revokeInvitation": {
    needs: "editor",
    kind: "invitation.revoked",
    run: invitations.revokeInvitation,
  },
  "invitations rotateInvitation": {
    needs: "editor",
    kind: "invitation.rotated",
    run: invitations.rotateInvitation,
  },
  "invitations/bulk revokeInvitations": {
    needs: "editor",
    kind: "invitations.revoked",
    run: (stage) => bulk.revokeInvitations({ ...stage, invitationIds: [stage.invitationId] }),
  },
  "invitations/correction correctInvitation": {
    needs: "editor",
    kind: "invitation.corrected",
    run: (stage) =>
      correctInvitation({
        ...stage,
        name: "Respondent Ä",
        affiliation: "Somewhere",
        language: "de",
      }),
  },
  "invitations/bulk extendInvitations": {
    needs: "editor",
    kind: "invitations.extended",
    arrange: async ({ surveyId }) => {
      await db().survey.update({ where: { id: surveyId }, data: { closesAt: days(30) } });
      return "";
    },
    run: (stage) =>
      bulk.extendInvitations({
        ...stage,
        invitationIds: [stage.invitationId],
        lastDay: days(60).toISOString().slice(0, 10),
      }),
  },
  "invitations/bulk recordBounces": {
    needs: "editor",
    kind: "invitations.bounced",
    run: (stage) =>
      bulk.recordBounces({ ...stage, invitationIds: [stage.invitationId], words: "gone" }),
  },
  "invitations/bulk markDelivered": {
    needs: "editor",
    kind: "invitations.delivered",
    run: (stage) => bulk.markDelivered({ ...stage, invitationIds: [stage.invitationId] }),
  },
  "invitations/bulk renewInvitations": {
    needs: "editor",
    kind: "invitation.rotated",
    run: (stage) =>
      bulk.renewInvitations({
        ...stage,
        corrections: [{ invitationId: stage.invitationId, email: "right@example.org" }],
      }),
  },
  "invitations/contact-blocks blockContacts": {
    needs: "editor",
    kind: "contacts.blocked",
    run: (stage) => blocks.blockContacts({ ...stage, invitationIds: [stage.invitationId] }),
  },
  "invitations/contact-blocks unblockContacts": {
    needs: "editor",
    kind: "contacts.unblocked",
    run: (stage) => blocks.unblockContacts({ ...stage, invitationIds: [stage.invitationId] }),
  },
  "invitations/reminders setReminderRules": {
    needs: "editor",
    kind: "reminders.set",
    run: (stage) =>
      reminders.setReminderRules({
        ...stage,
        rules: { afterDays: 7, atMost: 2, beforeClosingDays: null },
      }),
  },
  "invitations/reminders remindNow": {
    needs: "editor",
    kind: "reminders.queued",
    run: (stage) => reminders.remindNow({ ...stage, invitationIds: [stage.invitationId] }),
  },
  "invitations/suggestions approveSuggestion": {
    needs: "editor",
    kind: "colleague.approved",
    arrange: suggest,
    run: (stage) =>
      suggestions.approveSuggestion({
        ...stage,
        suggestionId: stage.made,
        email: "respondent-d@example.org",
      }),
  },
  "invitations/suggestions dismissSuggestion": {
    needs: "editor",
    kind: "colleague.dismissed",
    arrange: suggest,
    run: (stage) => suggestions.dismissSuggestion({ ...stage, suggestionId: stage.made }),
  },
  "publications publishSurvey": {
    needs: "editor",
    kind: "survey.published",
    demo: true,
    run: publications.publishSurvey,
  },
  "publications unpublishSurvey": {
    needs: "editor",
    kind: "survey.unpublished",
    demo: true,
    arrange: publish,
    run: publications.unpublishSurvey,
  },
  "publications republishSurvey": {
    needs: "editor",
    kind: "survey.republished",
    demo: true,
    arrange: async (stage) => {
      await publish(stage);
      granted(await publications.unpublishSurvey({ ...stage, actorId: stage.people.owner }));
      return "";
    },
    run: publications.republishSurvey,
  },
  "publications/plans planPublication": {
    needs: "editor",
    kind: "survey.publication-planned",
    run: (stage) =>
      plans.planPublication({
        ...stage,
        publishAt: days(2),
        changelog: null,
        tellRespondents: false,
      }),
  },
  "publications/plans cancelPlan": {
    needs: "editor",
    kind: "survey.publication-called-off",
    arrange: async ({ surveyId }) => {
      await db().publicationPlan.create({ data: { surveyId, publishAt: days(2) } });
      return "";
    },
    run: plans.cancelPlan,
  },
  "publications/tell tellRespondents": {
    needs: "editor",
    kind: "survey.respondents-told",
    demo: true,
    arrange: publish,
    run: tellRespondents,
  },
  "surveys openSurvey": {
    needs: "editor",
    kind: "survey.opened",
    arrange: toDraft,
    run: surveys.openSurvey,
  },
  "surveys closeSurvey": { needs: "editor", kind: "survey.closed", run: surveys.closeSurvey },
  "surveys/choices chooseForSurvey": {
    needs: "editor",
    kind: "survey.edited",
    run: (stage) =>
      chooseForSurvey({
        ...stage,
        choices: { previewForNamed: true, showOthersAfterSubmitting: false },
      }),
  },
  "surveys/editor saveFields": {
    needs: "editor",
    kind: "survey.edited",
    run: (stage) =>
      saveFields({
        ...stage,
        edits: [{ question: null, field: "introduction", value: "Why we ask.", baseVersion: 1 }],
      }),
  },
  "surveys/editor/questions changeQuestions": {
    needs: "editor",
    kind: "question.added",
    arrange: toDraft,
    run: (stage) =>
      changeQuestions({
        ...stage,
        change: { change: "add", id: randomUUID(), kind: "text", after: null },
      }),
  },
  "surveys/imports importAnswers": {
    needs: "editor",
    kind: "answers.imported",
    run: (stage) => imports.importAnswers({ ...stage, respondents: [respondent] }),
  },
  "surveys/imports undoImport": {
    needs: "editor",
    kind: "answers.import-undone",
    arrange: enter,
    run: (stage) => imports.undoImport({ ...stage, importId: stage.made }),
  },
  "surveys/members inviteMember": {
    needs: "owner",
    kind: "member.invited",
    run: (stage) => members.inviteMember({ ...stage, email: "asked@example.org", role: "viewer" }),
  },
  "surveys/members offerHandover": {
    needs: "owner",
    kind: "survey.handover-offered",
    run: (stage) => members.offerHandover({ ...stage, userId: stage.people.viewer }),
  },
  "surveys/members revokeInvite": {
    needs: "owner",
    kind: "member.invite-revoked",
    arrange: invite,
    run: (stage) => members.revokeInvite({ ...stage, inviteId: stage.made }),
  },
  "surveys/members changeRole": {
    needs: "owner",
    kind: "member.role-changed",
    arrange: async ({ surveyId }) => {
      const user = await db().user.create({ data: { email: `${randomUUID()}@example.org` } });
      await db().surveyMember.create({ data: { surveyId, userId: user.id, role: "viewer" } });
      return user.id;
    },
    run: (stage) => members.changeRole({ ...stage, userId: stage.made, role: "editor" }),
  },
  "surveys/members removeMember": {
    needs: "owner",
    kind: "member.removed",
    arrange: async ({ surveyId }) => {
      const user = await db().user.create({ data: { email: `${randomUUID()}@example.org` } });
      await db().surveyMember.create({ data: { surveyId, userId: user.id, role: "viewer" } });
      return user.id;
    },
    run: (stage) => members.removeMember({ ...stage, userId: stage.made }),
  },
  "surveys/privacy storePrivacyTerms": {
    needs: "editor",
    kind: "survey.terms-changed",
    run: async (stage) => {
      const survey = await db().survey.findUniqueOrThrow({ where: { id: stage.surveyId } });
      return storePrivacyTerms({ ...stage, terms: { ...termsOf(survey), minimumGroup: 5 } });
    },
  },
  "surveys/rounds dateRound": {
    needs: "editor",
    kind: "round.dated",
    arrange: async ({ surveyId }) => {
      const round = { surveyId, number: 1, opensAt: days(-1), closesAt: days(5) };
      await db().round.create({ data: round });
      return "";
    },
    run: (stage) => rounds.dateRound({ ...stage, number: 1, opensAt: null, closesAt: days(9) }),
  },
  "surveys/rounds addRound": {
    needs: "editor",
    kind: "round.added",
    arrange: async ({ surveyId }) => {
      await db().survey.update({ where: { id: surveyId }, data: { closesAt: days(5) } });
      return "";
    },
    run: (stage) => rounds.addRound({ ...stage, opensAt: days(9), closesAt: days(20) }),
  },
  "surveys/rounds removeRound": {
    needs: "editor",
    kind: "round.removed",
    arrange: async ({ surveyId }) => {
      const round = (number: number) => ({
        surveyId,
        number,
        opensAt: days(number * 10),
        closesAt: days(number * 10 + 5),
      });
      await db().round.createMany({ data: [round(1), round(2)] });
      return "";
    },
    run: (stage) => rounds.removeRound({ ...stage, number: 2 }),
  },
  "surveys/life archiveSurvey": {
    needs: "owner",
    kind: "survey.archived",
    arrange: close,
    run: life.archiveSurvey,
  },
  "surveys/life unarchiveSurvey": {
    needs: "owner",
    kind: "survey.unarchived",
    arrange: async (stage) => {
      await close(stage);
      granted(await life.archiveSurvey({ ...stage, actorId: stage.people.owner }));
      return "";
    },
    run: life.unarchiveSurvey,
  },
  "surveys/deletion deleteSurvey": {
    needs: "owner",
    kind: "survey.deleted",
    ends: true,
    run: (stage) => deleteSurvey({ ...stage, title: "A survey" }),
  },
  "synthesis/model/themes decideThemes": {
    needs: "editor",
    kind: "proposal.rejected",
    arrange: async ({ surveyId }) => {
      const run = { surveyId, questionKey: "why", briefHash: surveyId, model: "m", host: "h" };
      const { id: runId } = await db().modelRun.create({ data: { ...run, startedAt: now } });
      const sorting = { grouping: { themes: [], rest: [] }, replaces: [] };
      const proposal = { surveyId, runId, questionKey: "why", ...sorting };
      return (await db().themeProposal.create({ data: proposal })).id;
    },
    run: (stage) => decideThemes({ ...stage, proposalId: stage.made, decision: "reject" }),
  },
  "synthesis/model decideProposal": {
    needs: "editor",
    kind: "proposal.rejected",
    arrange: propose,
    run: (stage) => decideProposal({ ...stage, proposalId: stage.made, decision: "reject" }),
  },
  "synthesis/overlay saveEdit": {
    needs: "editor",
    kind: "synthesis.edited",
    run: ({ surveyId, actorId }) =>
      overlay.saveEdit(
        {
          surveyId,
          entryId: randomUUID(),
          base: null,
          key: "text:title",
          edit: { ...title, text: "Another title" },
        },
        { actorId, now },
      ),
  },
  "synthesis/overlay discardEntry": {
    needs: "editor",
    kind: "synthesis.discarded",
    arrange: retitle,
    run: ({ surveyId, actorId, made }) =>
      overlay.discardEntry({ surveyId, entryId: made }, { actorId, now }),
  },
  "synthesis/overlay stepHistory": {
    needs: "editor",
    kind: "synthesis.undone",
    arrange: retitle,
    run: ({ surveyId, actorId }) => overlay.stepHistory({ surveyId, to: "undo" }, { actorId, now }),
  },
  "synthesis/quotes askForQuotes": {
    needs: "editor",
    kind: "quotes.asked",
    demo: true,
    arrange: async ({ surveyId }) => {
      await db().$executeRaw`
        UPDATE "Invitation" SET "email" = "id" || '@example.org' WHERE "surveyId" = ${surveyId}::uuid`;
      return "";
    },
    run: (stage) => askForQuotes({ ...stage, decideBy: days(14) }),
  },
};

/** Exported by a file of commands, and not done to a survey by its members. */
const others: Readonly<Record<string, string>> = {
  "invitations/nominations askToBeInvited": "the reader's",
  "invitations/nominations confirmNomination": "the reader's",
  "invitations/nominations refuseNomination": "the reader's",
  "invitations/nominations forgetUnconfirmed": "the worker's",
  "publications/retention keepPromise": "the worker's",
  "invitations/bounces recordReturnedMail": "the installation's",
  "auth makeSignInLink": "the installation's",
  "synthesis/model/themes keepThemeProposal": "a piece",
  "synthesis/model/themes reviewThemes": "the worker's",
  "invitations/contact-blocks setContactBlock": "a piece",
  "invitations/contact-blocks hashBlocks": "a piece",
  "invitations/more-time tellMoreTime": "a piece",
  "people saveContact": "one's own book",
  "people eraseContact": "one's own book",
  "people blockContact": "one's own book",
  "people previewImport": "one's own book",
  "people importContacts": "one's own book",
  "synthesis/model/decisions setDecision": "a piece",
  "synthesis/overlay openHistory": "a piece",
  "synthesis/overlay writeDecision": "a piece",
  "synthesis/overlay writeLeft": "a piece",
  "surveys createSurvey": "whoever begins a survey is its first owner",
  "surveys/members acceptInvite": "belongs to whoever was asked",
  "surveys/members acceptInviteAsNewcomer": "belongs to whoever was asked",
  "surveys/members declineInvite": "belongs to whoever was asked",
  "synthesis/overlay changeComment": "members of every role say things to each other",
  // The pieces that commands are made of: they run in a transaction that was let in.
  "invitations queueConfirmations": "a piece",
  "publications publishWithin": "a piece",
  "publications/access writtenBy": "a piece",
  "publications/access lockPublication": "a piece",
  "publications/access changePublication": "a piece",
  "publications/tell tellWithin": "a piece",
  "publications/withdrawal blankPublishedFields": "a piece",
  "surveys questionRow": "a piece",
  "surveys freeSlug": "a piece",
  "surveys openSurveyIn": "a piece",
  "surveys/editor lockForEditing": "a piece",
  "surveys/editor noteEdit": "a piece",
  "surveys/editor/opened whyNotReplaced": "a piece",
  "surveys/editor/opened replaceWording": "a piece",
  "surveys/wordings queueAskAgain": "a piece",
  "surveys/imports/rows storeRespondents": "a piece",
  "synthesis hashInput": "a piece",
  "synthesis computeDraft": "a piece",
  "synthesis/feedback/store storeFeedback": "a piece",
  "synthesis/feedback/store lacksFeedback": "a piece",
  "synthesis/overlay blankRepeatedEdits": "a piece",
  "synthesis/quotes remindAtOf": "a piece",
  "synthesis/quotes withdrawQuotes": "a piece",
  "audit recordAudit": "a piece",
  "audit auditStatement": "a piece",
  // The expert's own.
  "invitations/address-proof askForAddressProof": "the expert's",
  "publications/personal-data/address eraseAddress": "whoever's address it is",
  "answers beginAnswering": "the expert's",
  "answers declineInvitation": "the expert's",
  "answers keepAside": "the expert's",
  "answers submitResponse": "the expert's",
  "answers/submission storeSubmission": "a piece",
  "answers/consent changeConsent": "a piece",
  "answers/consent lockResponse": "a piece",
  "answers/consent tighterOf": "a piece",
  "answers/consent tightenConsent": "the expert's",
  "answers/consent withdrawResponse": "the expert's",
  "answers/devices markSeen": "the expert's",
  "answers/devices endOtherDevices": "the expert's",
  "answers/drafts saveDraftFields": "the expert's",
  "invitations/suggestions suggestColleague": "the expert's",
  "invitations/unsubscribe stopMails": "the expert's",
  "invitations/unsubscribe resumeMails": "the expert's",
  "publications/personal-data erasePerson": "the expert's",
  "synthesis/feedback openOthers": "the expert's",
  "synthesis/feedback reviseStance": "the expert's",
  "synthesis/quotes decideQuote": "the expert's",
  "synthesis/quotes approveRest": "the expert's",
  // The worker's.
  "answers/rounds stepRounds": "the worker's",
  "invitations/reminders queueDueReminders": "the worker's",
  "publications/plans publishPlanned": "the worker's",
  "synthesis regenerateSynthesis": "the worker's",
  "synthesis nudgeRegeneration": "the worker's",
  "synthesis/model proposeSentences": "the worker's",
  "synthesis/model reviewProposals": "the worker's",
  "synthesis/quotes remindUndecided": "the worker's",
  // Of somebody's own account, or of the installation.
  "api createKey": "one's own",
  "api revokeKey": "one's own",
  "api noteKeyUse": "one's own",
  "auth requestSignIn": "one's own",
  "auth endSession": "one's own",
  "auth claimOwner": "the installation's",
  "auth admitAddress": "the installation's",
  "auth removeAddress": "the installation's",
};

/** Actions that do nothing to a survey by a command of the table, and why. */
const otherActions: Readonly<Record<string, string>> = {
  recordReturnedMailAction: "the installation's",
  makeSignInLinkAction: "the installation's",
  testMailAction: "the installation's",
  createSurveyAction: "begins one's own",
  createSurveyFromFileAction: "begins one's own",
  acceptInviteAction: "belongs to whoever was asked",
  declineInviteAction: "belongs to whoever was asked",
  declineByLinkAction: "belongs to whoever was asked",
  joinAction: "belongs to whoever was asked",
  changeCommentAction: "members of every role say things to each other",
  createKeyAction: "one's own",
  saveContactAction: "one's own book",
  eraseContactAction: "one's own book",
  blockContactAction: "one's own book",
  importContactsAction: "one's own book",
  revokeKeyAction: "one's own",
  requestSignInAction: "one's own",
  signOutAction: "one's own",
  claimOwnerAction: "the installation's",
  admitAddressAction: "the installation's",
  removeAddressAction: "the installation's",
};

const root = path.resolve(import.meta.dirname, "../..");

/**
 * What the files of a name export as functions: folder, name, and the text up to the next export, with the functions of
 * the file's own that stand before all of them.
 */
function exportsOf(file: string) {
  return globSync(`lib/**/${file}`, { cwd: root }).flatMap((found) => {
    const source = readFileSync(path.join(root, found), "utf8");
    const folder = path.dirname(path.relative("lib", found));
    const [before = "", ...parts] = source.split(/^export (?=(?:async )?function )/m);
    const own = before.replace(/^import [\s\S]*?;$/gm, "");
    return parts.map((text) => ({
      folder,
      name: /function (\w+)/.exec(text)?.[1] ?? "",
      text: text + own,
    }));
  });
}

/** A hash of every row of every table: two of them are equal where nothing was written in between. */
async function everything(): Promise<string> {
  const tables = await db().$queryRaw<{ name: string }[]>`
    SELECT format('%I.%I', schemaname, tablename) AS "name" FROM pg_tables
    WHERE schemaname = 'public' OR (schemaname = 'pgboss' AND tablename = 'job') ORDER BY 1`;
  const each = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS "table", md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS "hash" FROM ${name} t`,
  );
  return JSON.stringify(await db().$queryRawUnsafe(`${each.join(" UNION ALL ")} ORDER BY 1`));
}

/** A survey with people of each role, as the line's command finds it; the actor is the one who may. */
async function stageFor(line: Line): Promise<Stage> {
  const user = async () =>
    (
      await db().user.create({
        data: { email: `${randomUUID()}@example.org` },
        select: { id: true },
      })
    ).id;
  const [editor, viewer, stranger] = [await user(), await user(), await user()];
  let surveyId: string;
  let owner: string;
  if (line.demo) {
    owner = await user();
    surveyId = await seedDemo(now, owner);
    const opened = { status: "open", closedAt: null, fictional: false } as const;
    await db().survey.update({
      where: { id: surveyId },
      data: { ...opened, submittingApprovesQuotes: false },
    });
  } else {
    const seeded = await seedSurvey(now, [willIt, why]);
    surveyId = seeded.survey.id;
    owner = seeded.owner.id;
  }
  await db().surveyMember.createMany({
    data: [
      { surveyId, userId: editor, role: "editor" },
      { surveyId, userId: viewer, role: "viewer" },
    ],
  });
  const { id: invitationId } = await seedInvitation(surveyId, { sentAt: days(-3) });
  const people = { owner, editor, viewer, stranger };
  const stage = { surveyId, people, invitationId, actorId: people[line.needs], now };
  const made = await (line.arrange ?? nothing)(stage);
  return { ...stage, made };
}

function isGranted(outcome: unknown): boolean {
  if (typeof outcome === "boolean") return outcome;
  return typeof outcome === "object" && outcome !== null && "ok" in outcome && outcome.ok === true;
}

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

describe("every command", () => {
  it("stands in the table or among the others", () => {
    const found = exportsOf("commands.ts")
      .filter(({ folder }) => !folder.startsWith("jobs/"))
      .map(({ folder, name }) => `${folder} ${name}`);
    expect(found.sort()).toEqual([...Object.keys(lines), ...Object.keys(others)].sort());
  });

  it("is what every action of the author's side does", () => {
    const names = Object.keys(lines).map((line) => line.split(" ")[1] ?? "");
    const without = exportsOf("actions.ts")
      .filter(({ text }) => !names.some((name) => new RegExp(`\\b${name}\\b`).test(text)))
      .map(({ name }) => name);
    expect(without.sort()).toEqual(Object.keys(otherActions).sort());
  });
});

it.each(Object.entries(lines))(
  "%s is refused to whoever may not, done for whoever may, and stands in the trail",
  async (_, line) => {
    const stage = await stageFor(line);
    const before = await everything();
    const { owner: _owner, ...others } = stage.people;
    for (const [role, actorId] of Object.entries(others)) {
      if (role === line.needs) continue;
      if (role === "editor" && line.needs !== "owner") continue;
      expect(isGranted(await line.run({ ...stage, actorId })), role).toBe(false);
      expect(await everything(), role).toBe(before);
    }
    // The same call: what was refused was refused for the role alone.
    const { surveyId, actorId } = stage;
    const trail = {
      surveyId: line.ends ? null : surveyId,
      actorId,
      ...(line.kind === null ? {} : { kind: line.kind }),
    };
    const events = await db().auditEvent.count({ where: trail });
    const outcome = await line.run(stage);
    expect(isGranted(outcome), JSON.stringify(outcome)).toBe(true);
    expect(await db().auditEvent.count({ where: trail })).toBe(
      events + (line.kind === null ? 0 : 1),
    );
  },
);
