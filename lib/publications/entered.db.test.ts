import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import type { AnswerRecord } from "@/lib/core/answers/answer";
import { toMarkdown } from "@/lib/core/export/markdown";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { seedSurvey, why, willIt } = await import("@/e2e/support/seeds");
const { declineInvitation, submitResponse } = await import("@/lib/answers/commands");
const { saveDraftFields } = await import("@/lib/answers/drafts/commands");
const { findDesk, findFirstScreen } = await import("@/lib/answers/queries");
const { invitationToken } = await import("@/lib/invitations/links");
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { importAnswers } = await import("@/lib/surveys/imports/commands");
const { openOthers } = await import("@/lib/synthesis/feedback/commands");
const { findSynthesisInput } = await import("@/lib/synthesis/queries");
const { publishSurvey } = await import("./commands");
const { findPublishedSynthesis } = await import("./queries");
const { blankPublishedFields } = await import("./withdrawal/commands");

const now = new Date("2026-03-01T12:00:00Z");
const canary = "Kanarienvogel-7f3a";

type Seeded = Awaited<ReturnType<typeof seedSurvey>>;

const record = (person: number, question: string, rest: Partial<AnswerRecord>): AnswerRecord => ({
  id: `${person} ${question}`,
  respondent: String(person),
  name: `Respondent ${canary} ${person}`,
  role: `Professor of ${canary}`,
  question,
  value: "",
  confidence: null,
  low: null,
  high: null,
  text: "",
  attribution: "named",
  quote: true,
  recruitment: "author",
  ...rest,
});

/** An import of so many people, each with a position and a text that carries the canary, and consent as given. */
function enter(
  { survey, owner }: Seeded,
  people: number,
  consent: (person: number) => Partial<AnswerRecord>,
) {
  return importAnswers({
    surveyId: survey.id,
    actorId: owner.id,
    now,
    respondents: Array.from({ length: people }, (_, person) => ({
      key: String(person),
      line: null,
      name: `Respondent ${canary} ${person}`,
      email: `r${person}@example.org`,
      role: `Professor of ${canary}`,
      recruitment: "author",
      interests: `Paid by ${canary}.`,
      records: [
        record(person, "will-it", {
          value: String((person % 5) + 1),
          text: `Because the ${canary} sings at dawn, and nobody hears it but me.`,
          ...consent(person),
        }),
        record(person, "why", {
          text: `The ${canary} says so in every report that I have read.`,
          ...consent(person),
        }),
      ],
    })),
  });
}

async function published({ survey, owner }: Seeded) {
  const outcome = await publishSurvey({ surveyId: survey.id, actorId: owner.id, now });
  if (!outcome.ok) throw new Error(outcome.reason);
  const found = await findPublishedSynthesis(outcome.value.slug);
  if (found === null) throw new Error("nothing is published");
  const rows = await db().publishedVersion.findMany({
    where: { publication: { surveyId: survey.id } },
    include: { fields: true },
  });
  return { synthesis: found.synthesis, everything: JSON.stringify([found, rows]) };
}

/** Chooses consent for every answer and submits, as the person does. */
async function confirm(invitationId: string, attribution: "named" | "aggregate", words?: string) {
  const desk = await findDesk(invitationId);
  if (desk === null) throw new Error("there is no desk");
  // Nothing is chosen for them.
  for (const answer of Object.values(desk.draft.answers)) {
    expect(answer).toMatchObject({ attribution: "", quotable: "" });
    expect(answer.text).toContain(canary);
  }
  const saves = desk.questions.flatMap(({ revisionId }) =>
    Object.entries({
      attribution,
      quotable: "yes",
      ...(words === undefined ? {} : { text: words }),
    }).map(([field, value]) => ({ question: revisionId, field, value, baseVersion: 0 })),
  );
  const refused = await submitResponse(invitationId, 2, now, blankPublishedFields);
  expect(refused).toMatchObject({ ok: false, reason: "invalid-input" });
  expect(await saveDraftFields(invitationId, saves, now)).toMatchObject({ ok: true });
  return submitResponse(invitationId, 2, now, blankPublishedFields);
}

let seeded: Seeded;
beforeAll(async () => {
  seeded = await seedSurvey(now, [willIt, why]);
});
afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

describe("answers that the author entered", () => {
  it("show nothing but totals, whatever consent the file claims", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            attribution: fc.constantFrom("named", "role", "aggregate", "author"),
            quote: fc.boolean(),
          }),
          { minLength: 3, maxLength: 9 },
        ),
        async (consents) => {
          const own = await seedSurvey(now, [willIt, why]);
          await enter(own, consents.length, (person) => consents[person] ?? {});
          const { synthesis, everything } = await published(own);
          expect(everything).not.toContain(canary);
          expect(toMarkdown(synthesis)).not.toContain(canary);
          expect(synthesis.answers).toEqual([]);
          expect(synthesis.sections[0]?.statistics.n).toBe(consents.length);
          expect(synthesis.methods).toMatchObject({
            answered: consents.length,
            entered: consents.length,
          });
          // Nobody knows when they were given.
          expect(synthesis.methods.findingRules.declaredBefore).toBe(false);
        },
      ),
      { numRuns: 8 },
    );
  });

  it("let nobody read the others before their respondent has spoken", async () => {
    const own = await seedSurvey(now, [willIt, why], { showOthersAfterSubmitting: true });
    await enter(own, 3, () => ({}));
    const { id } = await db().invitation.findFirstOrThrow({ where: { surveyId: own.survey.id } });
    expect(await openOthers(id, now)).toEqual({ ok: false, reason: "not-allowed" });
    expect(await confirm(id, "aggregate")).toMatchObject({ ok: true });
    expect(await openOthers(id, now)).toEqual({ ok: true, value: null });
  });

  it("become their respondent's once confirmed, corrected and consented to, also after the survey has closed", async () => {
    await enter(seeded, 5, () => ({}));
    await db().survey.update({
      where: { id: seeded.survey.id },
      data: { status: "closed", closedAt: new Date(now.getTime() - 86_400_000) },
    });
    const people = await db().invitation.findMany({
      where: { surveyId: seeded.survey.id },
      orderBy: { email: "asc" },
    });
    const [first, second, third] = people;
    if (!first || !second || !third) throw new Error("people are missing");
    expect(await findFirstScreen(invitationToken(first), now)).toMatchObject({
      window: "open",
      toConfirm: true,
    });
    expect(await confirm(first.id, "named", "In my own words now.")).toMatchObject({ ok: true });
    expect(await confirm(second.id, "aggregate")).toMatchObject({ ok: true });
    const { synthesis, everything } = await published(seeded);
    expect(synthesis.methods.entered).toBe(3);
    // Named with the position; of the text nothing was approved for quotation.
    expect(synthesis.answers.map(({ shownAs }) => shownAs)).toEqual([`Respondent ${canary} 0`]);
    expect(everything).not.toContain("sings at dawn");
    expect(everything).not.toContain(`${canary} 1`);
    // Confirmed once: the survey is closed for them as for everybody.
    expect(await findFirstScreen(invitationToken(first), now)).toMatchObject({
      window: "closed",
      toConfirm: false,
    });
    expect(await submitResponse(first.id, 3, now, blankPublishedFields)).toMatchObject({
      ok: false,
      reason: "survey-closed",
    });
    const trail = await db().auditEvent.findMany({ where: { surveyId: seeded.survey.id } });
    expect(trail.filter(({ kind }) => kind === "response.confirmed")).toHaveLength(2);
    expect(JSON.stringify(trail)).not.toContain(canary);

    // Who says no takes them out.
    expect(await declineInvitation(third, "", now)).toMatchObject({ ok: true });
    const input = await findSynthesisInput(seeded.survey.id);
    expect(new Set(input?.input.answers.map(({ respondent }) => respondent)).size).toBe(4);
    expect(await declineInvitation(first, "", now)).toEqual({ ok: false, reason: "conflict" });
  });
});
