import { describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { db } from "@/lib/platform/db";
import { approveSuggestion, dismissSuggestion, suggestColleague } from "./commands";
import { listSuggestions } from "./queries";

await useFreshDatabase();

const now = new Date("2026-03-01T12:00:00Z");
let counter = 0;

async function invited() {
  counter += 1;
  const [owner, stranger] = await Promise.all(
    ["owner", "stranger"].map((who) =>
      db().user.create({ data: { email: `${who}${counter}@example.org` } }),
    ),
  );
  const survey = await db().survey.create({
    data: {
      slug: `suggesting-${counter}`,
      title: "A survey",
      members: { create: { userId: owner?.id ?? "", role: "owner" } },
    },
  });
  const invitation = await db().invitation.create({
    data: {
      surveyId: survey.id,
      name: "Respondent A",
      email: `a${counter}@example.org`,
      tokenHash: `s${String(counter).padStart(63, "0")}`,
    },
  });
  return { survey, invitation, owner: owner?.id ?? "", stranger: stranger?.id ?? "" };
}

const named = (name: string, email = "", note = "") => ({ name, email, note });

describe("naming a colleague", () => {
  it("is stored once for the author to see, and mails nobody", async () => {
    const { survey, invitation, owner, stranger } = await invited();
    await suggestColleague(invitation, named("Respondent B", "B@Example.org", "knows"), now);
    await suggestColleague(invitation, named("respondent b", "b@example.org", "knows it"), now);
    expect(await listSuggestions(survey.id, owner)).toMatchObject([
      { name: "Respondent B", email: "b@example.org", note: "knows it", by: "Respondent A" },
    ]);
    expect(await listSuggestions(survey.id, stranger)).toEqual([]);
    expect(await db().outboxMessage.count({ where: { surveyId: survey.id } })).toBe(0);
    expect(await db().invitation.count({ where: { surveyId: survey.id } })).toBe(1);
    const audit = await db().auditEvent.findFirst({ where: { surveyId: survey.id } });
    expect(JSON.stringify(audit?.details)).not.toMatch(/respondent|example/i);
  });

  it("keeps what cannot be read as an address, and ends at ten", async () => {
    const { survey, invitation, owner } = await invited();
    await suggestColleague(invitation, named("C", "at the institute next door"), now);
    expect(await listSuggestions(survey.id, owner)).toMatchObject([
      { email: null, note: "at the institute next door" },
    ]);
    for (let i = 1; i < 10; i += 1) {
      expect((await suggestColleague(invitation, named(`D${i}`), now)).ok).toBe(true);
    }
    expect(await suggestColleague(invitation, named("D10"), now)).toMatchObject({ ok: false });
  });
});

describe("what the author decides", () => {
  it("approving makes one unsent invitation, recruited by a colleague", async () => {
    const { survey, invitation, owner, stranger } = await invited();
    await suggestColleague(invitation, named("E"), now);
    const [suggestion] = await listSuggestions(survey.id, owner);
    const approve = (actorId: string, email: string) =>
      approveSuggestion({
        surveyId: survey.id,
        suggestionId: suggestion?.id ?? "",
        actorId,
        email,
        now,
      });
    expect(await approve(stranger, "e@example.org")).toMatchObject({ reason: "not-found" });
    expect(await approve(owner, invitation.email ?? "")).toMatchObject({ reason: "conflict" });
    const twice = await Promise.all([
      approve(owner, "e@example.org"),
      approve(owner, "e@example.org"),
    ]);
    expect(twice.map(({ ok }) => ok)).toEqual([true, true]);
    const made = await db().invitation.findMany({ where: { surveyId: survey.id, name: "E" } });
    expect(made).toMatchObject([
      { email: "e@example.org", recruitment: "colleague", sentAt: null },
    ]);
    expect(await db().outboxMessage.count({ where: { surveyId: survey.id } })).toBe(0);
  });

  it("putting aside can be taken back by approving", async () => {
    const { survey, invitation, owner } = await invited();
    await suggestColleague(invitation, named("F", "f@example.org"), now);
    const [{ id: suggestionId } = { id: "" }] = await listSuggestions(survey.id, owner);
    const act = { surveyId: survey.id, suggestionId, actorId: owner, now };
    expect((await dismissSuggestion(act)).ok).toBe(true);
    // Naming the person again does not bring it back.
    await suggestColleague(invitation, named("F"), now);
    expect(await listSuggestions(survey.id, owner)).toMatchObject([{ state: "dismissed" }]);
    expect((await approveSuggestion({ ...act, email: "f@example.org" })).ok).toBe(true);
    expect(await dismissSuggestion(act)).toMatchObject({ reason: "conflict" });
  });
});
