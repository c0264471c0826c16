import { afterAll, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { allRows } = await import("@/e2e/support/all-rows");
const { seedInvitation, seedSurvey, typeAnswer, why } = await import("@/e2e/support/seeds");
const { beginAnswering, submitResponse } = await import("@/lib/answers/commands");
const { findSession } = await import("@/lib/answers/devices/queries");
const { findInvitationByToken } = await import("@/lib/invitations/queries");
const { verifyVersion } = await import("@/lib/core/publication/version");
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { sha256Hex } = await import("@/lib/platform/tokens");
const { regenerateSynthesis } = await import("@/lib/synthesis/commands");
const { findSynthesisDraft } = await import("@/lib/synthesis/queries");
const { publishSurvey } = await import("../commands");
const { blankPublishedFields } = await import("../withdrawal/commands");
const { findPublishedSynthesis } = await import("../queries");
const { erasePerson } = await import("./commands");
const { findPersonalData } = await import("./queries");

const now = new Date("2026-03-01T12:00:00Z");
const words = (who: string) => `The canary of ${who} sings about audits that nobody asked for.`;
const token = (who: string) => `${who}`.padEnd(43, "x");

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

async function invite(surveyId: string, question: string, who: string): Promise<string> {
  const invitation = await seedInvitation(surveyId, {
    name: `Canary ${who}`,
    email: `canary.${who}@example.org`,
    affiliation: `Aviary ${who}`,
    tokenHash: sha256Hex(token(who)),
    messages: {
      create: { template: "invitation", dedupeKey: `x:${who}`, lastError: `no canary.${who}` },
    },
  });
  await beginAnswering(invitation, now);
  const fields = { text: words(who), attribution: "named", quotable: "yes" };
  await typeAnswer(invitation.id, question, fields, now);
  await submitResponse(invitation.id, 1, now, blankPublishedFields);
  return invitation.id;
}

describe("my data", () => {
  it("is everything, in every revision, and goes for good, from published versions too", async () => {
    const { survey, revision } = await seedSurvey(now, [why], {
      slug: "erasing",
      submittingApprovesQuotes: true,
    });
    const question = revision("why");
    const mine = await invite(survey.id, question, "mine");
    const theirs = await invite(survey.id, question, "theirs");
    await regenerateSynthesis(survey.id, now);
    expect((await publishSurvey({ surveyId: survey.id, actorId: null, now })).ok).toBe(true);

    const held = JSON.stringify(await findPersonalData(mine));
    for (const piece of [words("mine"), "Canary mine", "canary.mine@example.org", "Aviary mine"]) {
      expect(held).toContain(piece);
    }
    // Nothing of anybody else's, and no secret.
    expect(held).not.toMatch(/theirs|tokenHash|"salt"/);

    // A model has sorted these words.
    const response = await db().response.findFirstOrThrow({ where: { invitationId: mine } });
    const points = [{ response: response.id, words: words("mine") }];
    const run = { surveyId: survey.id, questionKey: "why", briefHash: "b", model: "local" };
    await db().modelRun.create({
      data: {
        ...run,
        host: "localhost",
        startedAt: now,
        themeProposals: {
          create: {
            surveyId: survey.id,
            questionKey: "why",
            grouping: { themes: [{ title: "Audits", points }], rest: [] },
            replaces: [],
          },
        },
      },
    });

    const session = await db().invitationSession.findFirstOrThrow({
      where: { invitationId: mine },
    });
    expect((await erasePerson(mine, now)).ok).toBe(true);
    expect(await findSession(session.tokenHash, now)).toBeNull();
    expect(await findInvitationByToken(token("mine"))).toBeNull();

    // No table has a word, name or address of mine left; theirs stand.
    const seen = await allRows();
    expect(seen).toContain("canary of theirs");
    expect(seen.toLowerCase()).not.toMatch(/canary[ .]mine|canary of mine|aviary mine/);

    const version = await db().publishedVersion.findFirstOrThrow({ include: { fields: true } });
    expect(verifyVersion(version.document, version.fields, version.sha256)).toBe(true);
    const shown = (await findPublishedSynthesis("erasing", 1))?.synthesis;
    expect(JSON.stringify(shown)).not.toContain("mine");
    expect(JSON.stringify(shown)).toContain(words("theirs"));
    // The old version keeps its totals, the invited stay as many, and the next computation counts one fewer.
    expect(shown?.methods.answered).toBe(2);
    await regenerateSynthesis(survey.id, now);
    const draft = await findSynthesisDraft(survey.id);
    expect(draft?.document.methods.answered).toBe(1);
    expect(await db().invitation.count({ where: { surveyId: survey.id } })).toBe(2);
    expect((await findPersonalData(theirs))?.responses[0]?.answers).toHaveLength(1);
  });
});
