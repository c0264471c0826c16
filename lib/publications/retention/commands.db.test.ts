import { afterAll, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { allRows } = await import("@/e2e/support/all-rows");
const { at, granted, seedInvitation, seedSurvey, typeAnswer, why, willIt } = await import(
  "@/e2e/support/seeds"
);
const { beginAnswering, submitResponse } = await import("@/lib/answers/commands");
const { verifyVersion } = await import("@/lib/core/publication/version");
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { regenerateSynthesis } = await import("@/lib/synthesis/commands");
const { findSynthesisDraft } = await import("@/lib/synthesis/queries");
const { publishSurvey } = await import("../commands");
const { findPublishedSynthesis } = await import("../queries");
const { blankPublishedFields } = await import("../withdrawal/commands");
const { keepPromise } = await import("./commands");
const { renderErasureWarningMail } = await import("./emails/warning");
const { listSurveysToErase } = await import("./queries");

const now = new Date("2026-03-01T12:00:00Z");
const on = (day: string) => new Date(`${day}T12:00:00Z`);

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

const choice = {
  key: "gap",
  number: 1,
  kind: "choice" as const,
  prompt: "What is missing?",
  settings: { options: [{ id: "time", label: "Time" }], multiple: true, other: true },
};

/** A closed survey with one published version, of people who all wrote, were named and may be quoted. */
async function panel(people: number, slug: string) {
  const seeded = await seedSurvey(now, [willIt, why, choice], {
    slug,
    submittingApprovesQuotes: true,
    retentionMonths: 6,
    timeZone: "Europe/Berlin",
  });
  const { survey, owner, revision } = seeded;
  for (let index = 0; index < people; index += 1) {
    const who = `Canary ${index}`;
    const invitation = await seedInvitation(survey.id, {
      name: who,
      email: `canary.${slug}.${index}@example.org`,
      affiliation: "Aviary",
      sentAt: now,
    });
    await beginAnswering(invitation, now);
    const consent = { attribution: "named", quotable: "yes" };
    const value = String((index % 5) + 1);
    await typeAnswer(invitation.id, revision("will-it"), { value, ...consent }, now);
    const text = `The canary of ${who} sings about audits that nobody had asked for.`;
    await typeAnswer(invitation.id, revision("why"), { text, ...consent }, now);
    const other = { options: ["time", "other:"], other: "A canary song", ...consent };
    await typeAnswer(invitation.id, revision("gap"), other, now);
    granted(await submitResponse(invitation.id, 1, now, blankPublishedFields));
  }
  await regenerateSynthesis(survey.id, now);
  granted(await publishSurvey({ surveyId: survey.id, actorId: owner.id, now }));
  await db().colleagueSuggestion.create({
    data: { surveyId: survey.id, name: "Canary suggested", email: `canary.s.${slug}@example.org` },
  });
  await db().survey.update({
    where: { id: survey.id },
    data: { status: "closed", closedAt: now },
  });
  return seeded;
}

describe("names and texts after the time that was promised", () => {
  it("go two weeks after the owner was told: figures, hashes and counts stay, and the page says so", async () => {
    const { survey, owner } = await panel(6, "kept");
    const run = (day: string) => keepPromise(survey.id, on(day));
    const warnings = () => db().outboxMessage.findMany({ where: { template: "erasure-warning" } });
    expect(await listSurveysToErase(on("2026-08-17"))).toEqual([]);
    expect(await listSurveysToErase(on("2026-08-18"))).toEqual([survey.id]);
    expect(await run("2026-08-17")).toEqual({ kind: "none" });
    expect(await run("2026-08-18")).toEqual({ kind: "warned" });
    expect(await run("2026-08-19")).toEqual({ kind: "none" });
    const mails = await warnings();
    expect(mails.map(({ userEmail }) => userEmail)).toEqual([owner.email]);
    const mail = await renderErasureWarningMail(at(mails, 0));
    expect(mail).toMatchObject({ subject: "Names and texts will be erased: A survey" });
    expect(JSON.stringify(mail)).toContain("kept for 6 months");
    expect((await db().invitation.findFirstOrThrow()).name).toContain("Canary");
    expect(await run("2026-08-31")).toEqual({ kind: "none" });

    const before = await findSynthesisDraft(survey.id);
    expect(await run("2026-09-01")).toEqual({ kind: "erased", people: 6 });
    expect(await run("2026-09-02")).toEqual({ kind: "none" });
    expect(await listSurveysToErase(on("2026-12-01"))).toEqual([]);
    expect(await allRows()).not.toMatch(/canary|aviary/i);

    const version = await db().publishedVersion.findFirstOrThrow({ include: { fields: true } });
    expect(verifyVersion(version.document, version.fields, version.sha256)).toBe(true);
    const shown = await findPublishedSynthesis("kept");
    expect(shown?.erasedAt).toEqual(on("2026-09-01"));
    expect(shown?.synthesis.sections[0]?.statistics).toMatchObject({
      n: 6,
      counts: [2, 1, 1, 1, 1],
    });
    expect(shown?.synthesis.methods.answered).toBe(6);

    await regenerateSynthesis(survey.id, on("2026-09-02"));
    const after = (await findSynthesisDraft(survey.id))?.document;
    expect(after?.methods).toMatchObject({ answered: 6, invited: 6 });
    expect(after?.sections[0]?.statistics).toEqual(before?.document.sections[0]?.statistics);
    expect(after?.sections[2]?.statistics).toMatchObject({
      n: 6,
      options: [{ count: 6 }],
      others: [],
    });
    const trail = await db().auditEvent.findMany({
      where: { surveyId: survey.id, kind: { contains: "eras" } },
      orderBy: { at: "asc" },
    });
    expect(trail.map(({ kind, details }) => [kind, details])).toEqual([
      ["survey.erasure-announced", { from: "2026-09-01T12:00:00.000Z" }],
      ["survey.personal-data-erased", { people: 6 }],
    ]);
  });

  it("go once, though two workers begin at once and one had stopped half way", async () => {
    const { survey } = await panel(5, "twice");
    // More people than one transaction takes, who never answered.
    for (let index = 0; index < 48; index += 1) await seedInvitation(survey.id);
    expect(await keepPromise(survey.id, on("2026-08-30"))).toEqual({ kind: "warned" });
    // As a worker leaves it that stopped after some of them.
    const some = await db().invitation.findMany({
      where: { surveyId: survey.id, name: "Respondent A" },
      take: 7,
    });
    await db().invitation.updateMany({
      where: { id: { in: some.map(({ id }) => id) } },
      data: { name: "Erased", email: null, erasedAt: on("2026-09-12") },
    });
    const done = await Promise.all([1, 2, 3].map(() => keepPromise(survey.id, on("2026-09-13"))));
    expect(done.filter(({ kind }) => kind === "erased")).toHaveLength(1);
    expect(
      await db().auditEvent.count({
        where: { surveyId: survey.id, kind: "survey.personal-data-erased" },
      }),
    ).toBe(1);
    expect(await db().invitation.count({ where: { surveyId: survey.id, erasedAt: null } })).toBe(0);
    expect(await db().invitation.count({ where: { surveyId: survey.id } })).toBe(53);
    expect(
      await db().answer.count({ where: { response: { invitation: { surveyId: survey.id } } } }),
    ).toBe(10);
  });
});
