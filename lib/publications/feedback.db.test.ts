import { afterAll, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { at, seedInvitation, seedSurvey, typeAnswer, willIt } = await import("@/e2e/support/seeds");
const { beginAnswering, submitResponse } = await import("@/lib/answers/commands");
const { tightenConsent, withdrawResponse } = await import("@/lib/answers/consent/commands");
const { findDesk } = await import("@/lib/answers/queries");
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { regenerateSynthesis } = await import("@/lib/synthesis/commands");
const { openOthers, reviseStance } = await import("@/lib/synthesis/feedback/commands");
const { findFeedback } = await import("@/lib/synthesis/feedback/queries");
const { findSynthesisDraft } = await import("@/lib/synthesis/queries");
const { blankPublishedFields } = await import("./withdrawal/commands");

const now = new Date("2026-03-01T12:00:00Z");
const later = new Date("2026-03-02T12:00:00Z");

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

/** A survey of one stance whose respondents read one another; each answers with words of their own. */
async function panel(positions: readonly string[], showOthers = true) {
  const { survey, revision } = await seedSurvey(now, [willIt], {
    closesAt: new Date("2026-04-01T00:00:00Z"),
    submittingApprovesQuotes: true,
    showOthersAfterSubmitting: showOthers,
  });
  const people: string[] = [];
  for (const [index, value] of positions.entries()) {
    const invitation = await seedInvitation(survey.id, { name: `Respondent ${index}` });
    await beginAnswering(invitation, now);
    const text = `Independent audits of frontier systems are what people number ${index} keeps asking for.`;
    const fields = { value, text, attribution: "named", quotable: "yes" };
    await typeAnswer(invitation.id, revision("will-it"), fields, now);
    people.push(invitation.id);
  }
  const submit = (index: number) =>
    submitResponse(people[index] ?? "", 1, now, blankPublishedFields);
  const read = async (index: number) => {
    await regenerateSynthesis(survey.id, now);
    const desk = await findDesk(people[index] ?? "");
    return findFeedback(survey.id, desk?.response.round ?? 1, people[index] ?? "");
  };
  return { survey, people, submit, read };
}

describe("private first", () => {
  it("opens to nobody who has not submitted, who withdrew, or whose survey does not show it", async () => {
    const { people, submit } = await panel(["5", "1"]);
    const [first = ""] = people;
    expect(await openOthers(first, now)).toMatchObject({ ok: false, reason: "not-allowed" });
    await submit(0);
    expect((await openOthers(first, now)).ok).toBe(true);
    await openOthers(first, later);
    const desk = await findDesk(first);
    expect(desk?.response.sawOthersAt).toEqual(now);
    await withdrawResponse(first, later, blankPublishedFields);
    expect(await openOthers(first, later)).toMatchObject({ reason: "not-allowed" });
    const without = await panel(["5"], false);
    await without.submit(0);
    expect(await openOthers(at(without.people, 0), now)).toMatchObject({ reason: "not-found" });
  });
});

describe("then together", () => {
  it("shows words of others under the consent of the moment, and never one's own", async () => {
    const { people, submit, read } = await panel(["5", "1", "1", "1", "5", "5"]);
    for (const index of people.keys()) await submit(index);
    const before = await read(0);
    expect(before?.points.length).toBeGreaterThan(0);
    expect(before?.points.map(({ shownAs }) => shownAs)).not.toContain("Respondent 0");
    const point = before?.points.find(({ value }) => value === "1");
    const quoted = people.findIndex((_, index) => point?.shownAs === `Respondent ${index}`);
    const desk = await findDesk(at(people, quoted));
    await tightenConsent(
      at(people, quoted),
      { answerId: desk?.submitted[0]?.id ?? "", attribution: "aggregate", quotable: false },
      now,
      blankPublishedFields,
    );
    // At once, before anything is computed anew.
    const after = await findFeedback(desk?.survey.id ?? "", 1, at(people, 0));
    expect(JSON.stringify(after)).not.toContain(`number ${quoted} keeps`);
    expect(JSON.stringify(after)).not.toContain(`Respondent ${quoted}`);
  });

  it("keeps what was said before beside what is said after, and the synthesis shows the shift", async () => {
    const { survey, people, submit, read } = await panel(["1", "1", "1", "5", "5", "5"]);
    for (const index of people.keys()) await submit(index);
    for (const id of people) await openOthers(id, new Date(now.getTime() + 1000));
    await read(0);
    for (const id of people.slice(0, 3)) {
      const revised = await reviseStance(
        id,
        { question: "will-it", value: "4", confidence: "", text: "Persuaded." },
        later,
        blankPublishedFields,
      );
      expect(revised).toEqual({ ok: true, value: "submitted" });
    }
    await regenerateSynthesis(survey.id, later);
    const draft = await findSynthesisDraft(survey.id);
    expect(draft?.document.methods.feedback).toEqual({ kind: "after-submitting" });
    expect(draft?.document.sections[0]?.shift).toMatchObject({
      n: 6,
      moved: 0.5,
      stable: false,
      rows: [
        { from: "low", to: { high: 3 } },
        { from: "high", to: { high: 3 } },
      ],
    });
    const revisions = await db().answerRevision.findMany({
      where: { answer: { response: { invitationId: at(people, 0) } } },
      orderBy: { number: "asc" },
    });
    expect(revisions.map(({ value }) => value)).toEqual(["1", "4"]);
  });

  it("submits a revision in place only where nothing else was left half typed", async () => {
    const { people, submit } = await panel(["1"]);
    await submit(0);
    const [id = ""] = people;
    await typeAnswer(id, null, { displayName: "Half a na" }, now);
    const revise = () =>
      reviseStance(
        id,
        { question: "will-it", value: "5", confidence: "", text: "Now so." },
        now,
        blankPublishedFields,
      );
    expect(await revise()).toEqual({ ok: true, value: "review" });
    expect((await findDesk(id))?.submitted[0]?.columns.value).toBe("1");
    expect((await findDesk(id))?.draft.answers["will-it"]?.value).toBe("5");
    expect(
      await reviseStance(
        id,
        { question: "elsewhere", value: "5", confidence: "", text: "" },
        now,
        blankPublishedFields,
      ),
    ).toMatchObject({ reason: "not-found" });
  });
});
