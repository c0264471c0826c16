import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { at, seedInvitation, seedSurvey, willIt } = await import("@/e2e/support/seeds");
const { submitResponse } = await import("@/lib/answers/commands");
const { tightenConsent, withdrawResponse } = await import("@/lib/answers/consent/commands");
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { publishSurvey } = await import("./commands");
const { blankPublishedFields } = await import("./withdrawal/commands");
const { findPublishedSynthesis } = await import("./queries");
const { verifyVersion } = await import("@/lib/core/publication/version");
const { renderQuotesMail } = await import("@/lib/synthesis/quotes/emails/quotes");
const { approveRest, askForQuotes, decideQuote, remindUndecided } = await import(
  "@/lib/synthesis/quotes/commands"
);
const { findQuoteProgress, listQuotesOf, listRoundsToRemind } = await import(
  "@/lib/synthesis/quotes/queries"
);

const now = new Date("2026-03-01T12:00:00Z");
const days = (count: number) => new Date(now.getTime() + count * 86_400_000);

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

const sentences = [
  "Independent audits of frontier systems catch mistakes that their developers overlook every time.",
  "Audits by independent reviewers are slow and the reviewers lack the money for the work.",
];

type Person = { attribution?: "named" | "role" | "aggregate"; quotable?: boolean; value?: string };

/** A survey that does not declare quotes approved, with submitted answers to one question. */
async function surveyWith(people: readonly Person[]) {
  const { survey, owner: user, revision } = await seedSurvey(now, [willIt], { closesAt: days(60) });
  const questionRevisionId = revision("will-it");
  const invitations = [];
  for (const [index, person] of people.entries()) {
    const { id } = await seedInvitation(survey.id, { name: `Respondent ${index}` });
    const response = await db().response.create({
      data: {
        invitationId: id,
        displayName: `Respondent ${index}`,
        roleWording: `somebody ${index}`,
        submittedAt: now,
        submission: 1,
        answers: {
          create: {
            questionRevisionId,
            attribution: person.attribution ?? "named",
            quotable: person.quotable ?? true,
            revisions: {
              create: {
                number: 1,
                submission: 1,
                value: person.value ?? "5",
                text: sentences.map((one) => one.replace("the work", `work ${index}`)).join(" "),
              },
            },
          },
        },
      },
      include: { answers: true },
    });
    invitations.push({ id, responseId: response.id, answerId: at(response.answers, 0).id });
  }
  const ask = (at: Date = now) =>
    askForQuotes({
      surveyId: survey.id,
      actorId: user.id,
      decideBy: new Date(at.getTime() + 864e6),
      now: at,
    });
  const publish = async (): Promise<{ slug: string; number: number }> => {
    const outcome = await publishSurvey({ surveyId: survey.id, actorId: user.id, now });
    if (!outcome.ok) throw new Error(outcome.reason);
    return outcome.value;
  };
  const read = async (number?: number): Promise<Synthesis> => {
    const found = await findPublishedSynthesis(survey.slug, number);
    if (found === null) throw new Error("nothing is published");
    return found.synthesis;
  };
  return { survey, user, invitations, ask, publish, read };
}

const wordsOf = (quote: { text: string; start: number; end: number }) =>
  quote.text.slice(quote.start, quote.end);
const mails = (invitationId: string) =>
  db().outboxMessage.findMany({
    where: { invitationId, template: { in: ["quotes", "quotes-reminder"] } },
    orderBy: { createdAt: "asc" },
  });

describe("asking", () => {
  it("writes one mail to each with all their quotes in context, and to nobody who may not be quoted", async () => {
    const { invitations, ask, survey, user } = await surveyWith([
      {},
      { attribution: "role" },
      { attribution: "aggregate" },
      { quotable: false },
    ]);
    expect(await ask()).toMatchObject({ ok: true, value: { people: 2 } });
    const [first, second, third, fourth] = invitations.map(({ id }) => id);
    expect((await mails(first ?? "")).length).toBe(1);
    expect((await mails(second ?? "")).length).toBe(1);
    expect(await mails(third ?? "")).toEqual([]);
    expect(await mails(fourth ?? "")).toEqual([]);
    const rendered = await renderQuotesMail(at(await mails(first ?? ""), 0));
    if ("skip" in rendered) throw new Error(rendered.skip);
    for (const quote of await listQuotesOf(first ?? "")) {
      expect(rendered.text).toContain(wordsOf(quote));
    }
    expect(rendered.text).toContain("?to=quotes");
    const { people } = await findQuoteProgress(survey.id, user.id);
    expect(people.map(({ name, proposed }) => [name, proposed > 0])).toEqual([
      ["Respondent 0", true],
      ["Respondent 1", true],
    ]);
    // Nobody has anything new: a second asking sends nothing.
    expect(await ask(days(1))).toMatchObject({ ok: false, reason: "nothing-to-ask" });
    // Once the round is over, what was left open may be asked again.
    expect(await ask(days(20))).toMatchObject({ ok: true, value: { people: 2 } });
    expect((await mails(first ?? "")).length).toBe(2);
  });

  it("is refused to strangers, for fictional surveys, and for a day that has passed", async () => {
    const mine = await surveyWith([{}, {}]);
    const theirs = await surveyWith([{}, {}]);
    const ask = (change: object) =>
      askForQuotes({
        surveyId: mine.survey.id,
        actorId: mine.user.id,
        decideBy: days(9),
        now,
        ...change,
      });
    expect(await ask({ actorId: theirs.user.id })).toMatchObject({ reason: "not-found" });
    expect(await ask({ decideBy: days(-1) })).toMatchObject({ reason: "invalid-input" });
    await db().survey.update({ where: { id: mine.survey.id }, data: { fictional: true } });
    expect(await ask({})).toMatchObject({ reason: "not-allowed" });
    expect((await findQuoteProgress(mine.survey.id, theirs.user.id)).people).toEqual([]);
  });

  it("reminds once, and only those who have not decided and not withdrawn", async () => {
    const { survey, invitations, ask } = await surveyWith([{}, {}, {}]);
    await ask();
    const [decided, gone, open] = invitations;
    await approveRest(decided?.id ?? "", now, blankPublishedFields);
    await withdrawResponse(gone?.id ?? "", now, blankPublishedFields);
    const round = await db().quoteRound.findFirstOrThrow({ where: { surveyId: survey.id } });
    const roundId = round.id;
    expect(await listRoundsToRemind(days(9))).toContain(roundId);
    expect(await listRoundsToRemind(days(2))).not.toContain(roundId);
    expect(await remindUndecided(roundId, days(9))).toBe(1);
    expect(await remindUndecided(roundId, days(9))).toBe(0);
    const last = (await mails(open?.id ?? "")).at(-1);
    expect(last?.template).toBe("quotes-reminder");
    expect((await mails(decided?.id ?? "")).length).toBe(1);
    // Whoever decides before the mail leaves is not written to.
    await approveRest(open?.id ?? "", now, blankPublishedFields);
    expect(last && (await renderQuotesMail(last))).toEqual({ skip: "nothing is open" });
  });
});

describe("deciding", () => {
  let panel: Awaited<ReturnType<typeof surveyWith>>;
  beforeAll(async () => {
    panel = await surveyWith([{}, {}, {}, {}, { value: "1" }, { value: "1" }]);
    await panel.ask();
  });
  const decide = (index: number, request: Parameters<typeof decideQuote>[1]) =>
    decideQuote(at(panel.invitations, index).id, request, now, blankPublishedFields);

  it("shows nothing word for word until it is approved, then what was approved", async () => {
    await panel.publish();
    const before = JSON.stringify(await panel.read());
    for (const sentence of sentences) expect(before).not.toContain(sentence.slice(0, 40));
    const [quote] = await listQuotesOf(at(panel.invitations, 0).id);
    if (quote === undefined) throw new Error("nothing was proposed");
    expect(await decide(0, { act: "approve", quote: quote.id })).toMatchObject({ ok: true });
    await panel.publish();
    const after = await panel.read();
    const shown = after.answers.find(({ shownAs }) => shownAs === "Respondent 0");
    expect(shown?.text).toBe(wordsOf(quote));
    // Changing one's mind takes it out of what is published, at once; the hash still holds.
    await decide(0, { act: "refuse", quote: quote.id });
    expect(JSON.stringify(await panel.read())).not.toContain(wordsOf(quote).slice(0, 40));
    const version = await db().publishedVersion.findFirstOrThrow({
      where: { publication: { surveyId: panel.survey.id }, number: 2 },
      include: { fields: true },
    });
    expect(verifyVersion(version.document, version.fields, version.sha256)).toBe(true);
  });

  it("takes one refused passage out of what is published, and leaves the others where they stand", async () => {
    const own = await surveyWith([{}, {}, {}, {}]);
    const { id, answerId } = at(own.invitations, 0);
    await db().quote.deleteMany({ where: { answerId } });
    await own.ask();
    const revision = await db().answerRevision.findFirstOrThrow({ where: { answerId } });
    const round = await db().quoteRound.findFirstOrThrow({ where: { surveyId: own.survey.id } });
    await db().quote.deleteMany({ where: { answerId } });
    const parts = sentences.map((one) => one.replace("the work", "work 0"));
    const ids: string[] = [];
    for (const text of parts) {
      const start = revision.text.indexOf(text);
      const range = { answerId, answerRevisionId: revision.id, start, end: start + text.length };
      const quote = await db().quote.create({ data: { ...range, roundId: round.id } });
      ids.push(quote.id);
    }
    const say = (act: "approve" | "refuse", index: number) =>
      decideQuote(id, { act, quote: at(ids, index) }, now, blankPublishedFields);
    await say("approve", 0);
    await say("approve", 1);
    const { number } = await own.publish();
    const shown = async () =>
      (await own.read(number)).answers.find(({ shownAs }) => shownAs === "Respondent 0");
    expect((await shown())?.text).toBe(parts.join(" "));
    const quotes = async () =>
      JSON.stringify((await own.read(number)).sections.map(({ themes }) => themes));
    const quoted = await quotes();

    await say("refuse", 0);
    expect(await shown()).toMatchObject({
      text: parts[1],
      excerpt: [{ start: 0, end: parts[1]?.length }],
    });
    expect(await quotes()).not.toContain(at(parts, 0).slice(0, 40));
    // What stood of the other passage as a quote still stands.
    expect((await quotes()).includes(at(parts, 1))).toBe(quoted.includes(at(parts, 1)));
    const version = await db().publishedVersion.findFirstOrThrow({
      where: { publication: { surveyId: own.survey.id }, number },
      include: { fields: true },
    });
    expect(verifyVersion(version.document, version.fields, version.sha256)).toBe(true);
    expect(JSON.stringify(version)).not.toContain(at(parts, 0).slice(0, 40));
    const gone = version.fields.filter((field) => field.answerId === answerId && !field.salt);
    expect(gone.length).toBeGreaterThan(0);

    await say("refuse", 1);
    expect((await shown())?.text).toBe("withdrawn");
    // Approving again brings nothing back: it stands in the next version.
    await say("approve", 1);
    expect((await shown())?.text).toBe("withdrawn");
  });

  it("takes all of an answer out of a version that sealed its text whole", async () => {
    const own = await surveyWith([{}, {}, {}]);
    await own.ask();
    const { id, answerId } = at(own.invitations, 0);
    await approveRest(id, now, blankPublishedFields);
    await own.publish();
    const made = await db().publishedVersion.findFirstOrThrow({
      where: { publication: { surveyId: own.survey.id } },
      include: { fields: true },
    });
    // As versions were sealed before passages had salts of their own.
    const document = JSON.parse(JSON.stringify(made.document));
    for (const answer of document.answers) {
      answer.text = answer.text?.passages?.[0].words ?? answer.text;
    }
    const number = made.number + 1;
    const { publicationId, changelog, publishedAt } = made;
    await db().publishedVersion.create({
      data: {
        ...{ publicationId, changelog: changelog ?? [], publishedAt, number, document },
        sha256: "0".repeat(64),
        fields: {
          createMany: {
            data: made.fields.map(({ id: _, versionId: __, value, ...field }) => ({
              ...field,
              value: value ?? "",
            })),
          },
        },
      },
    });
    const [quote] = await listQuotesOf(id);
    expect(JSON.stringify(await own.read(number))).toContain(quote && wordsOf(quote));
    await decideQuote(id, { act: "refuse", quote: quote?.id ?? "" }, now, blankPublishedFields);
    const fields = await db().publishedField.findMany({ where: { answerId, field: "text" } });
    expect(new Set(fields.map(({ salt }) => salt))).toEqual(new Set([null]));
    expect((await own.read(number)).answers.find(({ text }) => text === "withdrawn")).toBeDefined();
  });

  it("takes an edit as the respondent's own words, marked, and each edit as a revision", async () => {
    const [quote] = await listQuotesOf(at(panel.invitations, 4).id);
    if (quote === undefined) throw new Error("nothing was proposed");
    const edit = (text: string) => decide(4, { act: "edit", quote: quote.id, text });
    expect(await edit("  ")).toMatchObject({ reason: "invalid-input" });
    expect(await edit("x".repeat(2001))).toMatchObject({ reason: "invalid-input" });
    // What was written stays to be mended, and goes with the next decision.
    const typed = async () =>
      (await db().quote.findMany({ where: { typed: { not: null } } })).map((one) => one.typed);
    expect(await typed()).toEqual(["x".repeat(2001)]);
    await edit("Reviewers lack money.");
    await edit("Reviewers lack time and money.");
    expect(await typed()).toEqual([]);
    expect(await db().quoteRevision.count({ where: { quoteId: quote.id } })).toBe(2);
    await panel.publish();
    const synthesis = await panel.read();
    expect(synthesis.sections[0]?.dissent?.quote).toMatchObject({
      text: "Reviewers lack time and money.",
      edited: true,
    });
    expect(JSON.stringify(synthesis)).not.toContain(wordsOf(quote).slice(0, 40));
    // The passage put back as it was is an approval of it.
    await edit(wordsOf(quote));
    expect((await listQuotesOf(at(panel.invitations, 4).id))[0]?.state).toBe("approved");
  });

  it("belongs to the respondent alone", async () => {
    const [quote] = await listQuotesOf(at(panel.invitations, 4).id);
    const state = quote?.state;
    expect(await decide(2, { act: "refuse", quote: quote?.id ?? "" })).toEqual({
      ok: false,
      reason: "not-found",
    });
    expect((await listQuotesOf(at(panel.invitations, 4).id))[0]?.state).toBe(state);
  });

  it("ends where consent ends, and is asked anew where it comes back", async () => {
    // A theme quotes three at most: somebody else than those above who is among them.
    const asked = await db().quote.findFirstOrThrow({
      where: {
        answer: {
          response: { invitationId: { in: panel.invitations.slice(1, 4).map((one) => one.id) } },
        },
      },
      include: { answer: { include: { response: true } } },
    });
    const id = asked.answer.response.invitationId;
    const index = panel.invitations.findIndex((one) => one.id === id);
    const { answerId, responseId } = at(panel.invitations, index);
    await approveRest(id, now, blankPublishedFields);
    const [quote] = await listQuotesOf(id);
    await panel.publish();
    expect(JSON.stringify(await panel.read())).toContain(`Respondent ${index}`);
    const tighten = (quotable: boolean, attribution: "named" | "role") =>
      tightenConsent(id, { answerId, attribution, quotable }, now, blankPublishedFields);
    // Shown as less, and still quotable: the decision stands.
    await tighten(true, "role");
    expect((await listQuotesOf(id))[0]).toMatchObject({
      state: "approved",
      shownAs: `somebody ${index}`,
    });
    await tighten(false, "role");
    expect(await listQuotesOf(id)).toEqual([]);
    const states = await db().quote.findMany({ where: { answerId }, select: { state: true } });
    expect(new Set(states.map(({ state }) => state))).toEqual(new Set(["withdrawn"]));
    expect(await decide(index, { act: "approve", quote: quote?.id ?? "" })).toMatchObject({
      ok: false,
      reason: "not-allowed",
    });
    expect(JSON.stringify(await panel.read())).not.toContain(`work ${index}`);
    await db().draftField.updateMany({
      where: { responseId, field: "quotable" },
      data: { value: "yes" },
    });
    expect((await submitResponse(id, 2, now, blankPublishedFields)).ok).toBe(true);
    expect((await panel.ask(days(1))).ok).toBe(true);
    expect((await listQuotesOf(id))[0]?.state).toBe("proposed");
  });
});
