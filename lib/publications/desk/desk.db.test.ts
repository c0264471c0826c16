import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { verifyVersion } from "@/lib/core/publication/version";
import { madeOver } from "@/lib/core/synthesis/overlay/blocks";
import { keyOf, type OverlayEdit } from "@/lib/core/synthesis/overlay/edit";
import { overlayOf } from "@/lib/core/synthesis/overlay/history";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { seedDemo } = await import("@/e2e/support/seeds");
const { db, transaction } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { regenerateSynthesis } = await import("@/lib/synthesis/commands");
const { changeComment, discardEntry, saveEdit, stepHistory } = await import(
  "@/lib/synthesis/overlay/commands"
);
const { listHistory, listThreads } = await import("@/lib/synthesis/overlay/queries");
const { findSurveyOfMember, findSynthesisDraft } = await import("@/lib/synthesis/queries");
const { publishSurvey, republishSurvey, unpublishSurvey } = await import("../commands");
const { cancelPlan, planPublication, publishPlanned } = await import("../plans/commands");
const { tellRespondents } = await import("../tell/commands");
const { blankPublishedFields } = await import("../withdrawal/commands");
const { findPublishedMail } = await import("../tell/queries");
const { findBlockedPlan, listVersions } = await import("./queries");
const { findPublishedSynthesis, isTakenBack } = await import("../queries");

const now = new Date("2026-02-01T12:00:00Z");
const later = new Date("2026-02-02T12:00:00Z");
const roles = ["owner", "editor", "viewer", "stranger"] as const;
const people = new Map<(typeof roles)[number], string>();
const who = (role: (typeof roles)[number]) => people.get(role) ?? "";
const by = (role: (typeof roles)[number]) => ({ actorId: who(role), now });
let surveyId = "";

/** Saves an edit over what stands, as the desk does. */
async function edit(
  one: OverlayEdit | null,
  key = one === null ? "" : keyOf(one),
  role: (typeof roles)[number] = "owner",
  entryId: string = randomUUID(),
) {
  const history = await listHistory(surveyId);
  const base = history.findLast((entry) => entry.key === key)?.id ?? null;
  return saveEdit({ surveyId, entryId, base, key, edit: one }, by(role));
}

const title = (text: string): OverlayEdit => ({
  kind: "text",
  block: "title",
  text,
  by: "author",
  source: madeOver("A title"),
});
const paragraph = (text: string): OverlayEdit => ({
  kind: "paragraph",
  id: "own-1",
  place: "end",
  text,
});
const overlay = async () => overlayOf(await listHistory(surveyId));

beforeAll(async () => {
  surveyId = await seedDemo(now);
  await regenerateSynthesis(surveyId, now);
  for (const role of roles) {
    const user = await db().user.create({ data: { email: `${role}@example.org`, name: role } });
    people.set(role, user.id);
    if (role === "stranger") continue;
    await db().surveyMember.create({ data: { surveyId, userId: user.id, role } });
  }
}, 60_000);

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

describe("edits", () => {
  it("are taken from owners and editors, and from nobody else", async () => {
    for (const role of ["viewer", "stranger"] as const) {
      expect(await edit(title("Not mine"), undefined, role)).toMatchObject({ ok: false });
      expect(await stepHistory({ surveyId, to: "undo" }, by(role))).toMatchObject({ ok: false });
    }
    expect(await overlay()).toEqual([]);
    expect(await edit(title("By an editor"), undefined, "editor")).toMatchObject({ ok: true });
    expect(await findSurveyOfMember(surveyId, who("stranger"))).toBeNull();
  });

  it("are one entry while they are typed, and leave an audit event without words", async () => {
    const entryId = randomUUID();
    const base = (await listHistory(surveyId)).at(-1)?.id ?? null;
    for (const text of ["T", "Ti", "Title zqtyped"]) {
      const key = "text:title";
      expect(
        await saveEdit({ surveyId, entryId, base, key, edit: title(text) }, by("owner")),
      ).toMatchObject({ ok: true });
    }
    expect(await overlay()).toMatchObject([{ text: "Title zqtyped" }]);
    expect(await listHistory(surveyId)).toHaveLength(2);
    const audits = await db().auditEvent.findMany({ where: { surveyId } });
    expect(audits.filter(({ kind }) => kind === "synthesis.edited")).toHaveLength(2);
    expect(JSON.stringify(audits)).not.toContain("zqtyped");
  });

  it("that meet somebody else's are refused with theirs, and nothing is lost", async () => {
    const stale = { surveyId, entryId: randomUUID(), base: null, key: "text:title" };
    const outcome = await saveEdit({ ...stale, edit: title("Mine") }, by("editor"));
    expect(outcome).toMatchObject({
      ok: false,
      reason: "conflict",
      by: "owner",
      stored: { text: "Title zqtyped" },
    });
    expect(await overlay()).toMatchObject([{ text: "Title zqtyped" }]);
  });

  it("go back and forth one by one, each person's own, across sittings", async () => {
    const step = (to: "undo" | "redo", role: "owner" | "editor") =>
      stepHistory({ surveyId, to }, by(role));
    expect(await step("undo", "owner")).toMatchObject({ ok: true });
    expect(await overlay()).toMatchObject([{ text: "By an editor" }]);
    // The editor's entry lies beneath the owner's: undoing it would take theirs.
    expect(await step("undo", "editor")).toMatchObject({ ok: false, reason: "refused" });
    expect(await step("redo", "owner")).toMatchObject({ ok: true });
    expect(await overlay()).toMatchObject([{ text: "Title zqtyped" }]);
    expect(await step("redo", "owner")).toMatchObject({ ok: false, reason: "refused" });
  });

  it("that are given up are as if they had not been, and only by who typed them", async () => {
    const entryId = randomUUID();
    await edit(paragraph("Never mind."), undefined, "owner", entryId);
    expect(await discardEntry({ surveyId, entryId }, by("editor"))).toBe(false);
    expect(await discardEntry({ surveyId, entryId }, by("owner"))).toBe(true);
    expect(await overlay()).toHaveLength(1);
  });
});

describe("comments", () => {
  it("are for members; one's own can be reworded and deleted, threads settled by all", async () => {
    const write = (role: (typeof roles)[number], text: string, threadId: string | null = null) =>
      changeComment({ do: "write", surveyId, block: "title", threadId, text }, by(role));
    expect(await write("stranger", "Hello")).toMatchObject({ ok: false });
    expect(await write("viewer", "Is this right?")).toMatchObject({ ok: true });
    const [thread] = await listThreads(surveyId, who("viewer"));
    const first = thread?.comments[0]?.id ?? "";
    expect(await write("owner", "It is.", first)).toMatchObject({ ok: true });
    const reword = { do: "reword", surveyId, commentId: first, text: "Is it?" } as const;
    expect(await changeComment(reword, by("owner"))).toMatchObject({ ok: false });
    expect(await changeComment(reword, by("viewer"))).toMatchObject({ ok: true });
    const settle = { do: "resolve", surveyId, commentId: first, resolved: true } as const;
    expect(await changeComment(settle, by("editor"))).toMatchObject({ ok: true });
    expect(await listThreads(surveyId, who("viewer"))).toMatchObject([
      {
        resolved: true,
        comments: [
          { text: "Is it?", mine: true },
          { text: "It is.", mine: false },
        ],
      },
    ]);
    const [talk] = await listThreads(surveyId, who("viewer"));
    const other = { do: "delete", surveyId, commentId: talk?.comments[1]?.id ?? "" } as const;
    expect(await changeComment(other, by("viewer"))).toMatchObject({ ok: false });
  });
});

describe("publishing", () => {
  const publish = (role: (typeof roles)[number]) =>
    publishSurvey({ surveyId, actorId: who(role), now });

  it("waits while an edit is stale, and says where", async () => {
    expect(await publish("owner")).toMatchObject({
      ok: false,
      reason: "blocked",
      problems: [{ at: "title" }],
    });
    const draft = await findSynthesisDraft(surveyId);
    const kept = {
      ...title("The author's title"),
      source: madeOver(draft?.document.survey.title ?? ""),
    };
    expect(await edit(kept)).toMatchObject({ ok: true });
  });

  it("is for owners and editors, and refuses what was edited since it was read", async () => {
    expect(await publish("viewer")).toMatchObject({ ok: false, reason: "not-found" });
    expect(await publish("stranger")).toMatchObject({ ok: false, reason: "not-found" });
    const seen = { surveyId, actorId: who("owner"), now, seenEdit: 1 };
    expect(await publishSurvey(seen)).toMatchObject({ ok: false, reason: "conflict" });
  });

  it("freezes the author's words with the hash, and takes them out when what they repeat is withdrawn", async () => {
    const draft = await findSynthesisDraft(surveyId);
    const quoted = draft?.document.answers.find(
      ({ attribution, quote, text }) => attribution === "named" && quote && text.length > 200,
    );
    const hidden = draft?.document.answers.find(
      ({ attribution, text }) => attribution === "aggregate" && text.length > 100,
    );
    if (!quoted || !hidden) throw new Error("the demo has answers of every consent");
    await edit(paragraph(`As one wrote: ${hidden.text.slice(0, 90)}`));
    expect(await publish("owner")).toMatchObject({ ok: false, reason: "blocked" });

    const words = quoted.text.slice(0, 90);
    await edit(paragraph(`As one wrote: ${words}`));
    const published = await publishSurvey({
      surveyId,
      actorId: who("owner"),
      now,
      changelog: ["First version.", `Now with words: ${words}`],
    });
    if (!published.ok) throw new Error(JSON.stringify(published));
    const { slug } = published.value;
    const shown = await findPublishedSynthesis(slug);
    expect(shown?.synthesis.survey.title).toBe("The author's title");
    expect(shown?.synthesis.paragraphs).toMatchObject([
      { by: "author", text: `As one wrote: ${words}` },
    ]);
    expect(shown?.versions[0]?.changelog.map(({ kind }) => kind)).toEqual(["first", "author"]);

    // A line of the product's says a finding in the author's words, and what is planned has lines too.
    const first = { kind: "first", text: "First version." };
    const said = { kind: "finding", text: `Question 2: “${words}”; before it was “Mixed views”.` };
    const repeated = { kind: "author", text: `Now with words: ${words}` };
    await db().publishedVersion.updateMany({
      where: { publication: { surveyId } },
      data: { changelog: [first, said, repeated] },
    });
    const publishAt = new Date(now.getTime() + 3_600_000);
    const changelog = [`Planned: ${words}`, "A correction."];
    const planned = { surveyId, actorId: who("owner"), now, publishAt, changelog };
    expect(await planPublication({ ...planned, tellRespondents: false })).toMatchObject({
      ok: true,
    });

    const responseId = quoted.respondent;
    if (!responseId) throw new Error("a private answer has its respondent");
    await changeComment(
      { do: "write", surveyId, block: "title", threadId: null, text: `He says ${words}` },
      by("owner"),
    );
    await transaction((tx) =>
      blankPublishedFields(tx, { responseId, fields: ["name", "role", "value", "text"] }),
    );
    const after = await findPublishedSynthesis(slug);
    const beginning = words.slice(0, 60);
    expect(JSON.stringify(after)).not.toContain(JSON.stringify(beginning).slice(1, -1));
    expect(after?.synthesis.survey.title).toBe("The author's title");
    expect(after?.versions[0]?.changelog).toEqual([
      first,
      { kind: "finding", text: "Question 2: the finding changed." },
    ]);
    const plan = await db().publicationPlan.findUniqueOrThrow({ where: { surveyId } });
    expect(plan.changelog).toEqual(["A correction."]);
    await cancelPlan({ surveyId, actorId: who("owner") });
    // What is gone says so on the desk.
    const blanked = (await listHistory(surveyId)).filter((entry) => entry.blanked);
    expect([...new Set(blanked.map(({ key }) => key))]).toEqual(["paragraph:own-1"]);
    const kept = JSON.stringify([
      await listHistory(surveyId),
      await listThreads(surveyId, who("owner")),
      await db().publishedField.findMany({ where: { version: { publication: { surveyId } } } }),
    ]);
    expect(kept).not.toContain(JSON.stringify(beginning).slice(1, -1));
    const version = await db().publishedVersion.findFirstOrThrow({
      where: { publication: { surveyId } },
      include: { fields: true },
    });
    expect(verifyVersion(version.document, version.fields, version.sha256)).toBe(true);
  });

  it("tells everyone who answered once a version, and nobody who withdrew", async () => {
    const invitations = await db().invitation.findMany({ where: { surveyId }, take: 3 });
    for (const [index, { id }] of invitations.entries()) {
      const withdrawnAt = index === 2 ? now : null;
      const email = `told${index}@example.org`;
      await db().invitation.update({ where: { id }, data: { email, withdrawnAt } });
    }
    const request = { surveyId, actorId: who("owner"), now };
    expect(await tellRespondents({ ...request, actorId: who("viewer") })).toMatchObject({
      ok: false,
    });
    expect(await tellRespondents(request)).toEqual({ ok: true, value: 2 });
    expect(await tellRespondents(request)).toMatchObject({ ok: false, reason: "conflict" });
    const messages = await db().outboxMessage.findMany({ where: { template: "published" } });
    expect(messages.map(({ invitationId }) => invitationId).sort()).toEqual(
      invitations
        .slice(0, 2)
        .map(({ id }) => id)
        .sort(),
    );
    const [first] = invitations;
    expect(await findPublishedMail(first?.id ?? "")).toMatchObject({
      invitation: { email: "told0@example.org" },
      title: "The author's title",
    });
    expect((await listVersions(surveyId)).at(-1)?.told).toBe(true);
  });

  it("leaves a tombstone when it is taken back, and stands again when it is published again", async () => {
    const own = { surveyId, actorId: who("owner"), now };
    const slug = (await db().publication.findUniqueOrThrow({ where: { surveyId } })).slug;
    expect(await unpublishSurvey({ ...own, actorId: who("viewer") })).toMatchObject({ ok: false });
    expect(await unpublishSurvey(own)).toMatchObject({ ok: true });
    expect(await findPublishedSynthesis(slug)).toBeNull();
    expect(await isTakenBack(slug)).toBe(true);
    expect(await republishSurvey(own)).toMatchObject({ ok: true });
    expect((await findPublishedSynthesis(slug))?.number).toBe(1);
  });

  it("waits for its time, and is called off", async () => {
    const plan = {
      surveyId,
      actorId: who("editor"),
      now,
      publishAt: later,
      changelog: null,
      tellRespondents: true,
    };
    expect(await planPublication({ ...plan, publishAt: now })).toMatchObject({ ok: false });
    expect(await planPublication({ ...plan, actorId: who("viewer") })).toMatchObject({ ok: false });
    expect(await planPublication(plan)).toMatchObject({ ok: true });
    expect(await publishPlanned(surveyId, now)).toBe("nothing");
    expect(await cancelPlan({ surveyId, actorId: who("owner") })).toMatchObject({ ok: true });
    expect(await publishPlanned(surveyId, later)).toBe("nothing");

    expect(await planPublication(plan)).toMatchObject({ ok: true });
    expect(await publishPlanned(surveyId, later)).toBe("published");
    expect(await publishPlanned(surveyId, later)).toBe("nothing");
    expect((await listVersions(surveyId)).at(-1)).toMatchObject({ number: 2, told: true });
    // Each person once for each version.
    expect(await db().outboxMessage.count({ where: { template: "published" } })).toBe(4);
  });

  it("that finds something in its way leaves everything as it was, and writes to its author once", async () => {
    await edit({ ...title("Mine"), source: madeOver("never so") } as OverlayEdit);
    const plan = { surveyId, actorId: who("editor"), now, publishAt: later };
    await planPublication({ ...plan, changelog: null, tellRespondents: false });
    expect(await publishPlanned(surveyId, later)).toBe("blocked");
    expect(await publishPlanned(surveyId, later)).toBe("nothing");
    expect((await listVersions(surveyId)).at(-1)?.number).toBe(2);
    const mails = await db().outboxMessage.findMany({ where: { template: "publication-blocked" } });
    expect(mails).toMatchObject([{ userEmail: "editor@example.org", surveyId }]);
    expect(await findBlockedPlan(surveyId, "editor@example.org")).not.toBeNull();
  });
});
