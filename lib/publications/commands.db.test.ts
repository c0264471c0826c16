import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { verifyVersion } from "@/lib/core/publication/version";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { seedDemo } = await import("@/e2e/support/seeds");
const { db, transaction } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { regenerateSynthesis } = await import("@/lib/synthesis/commands");
const { findSynthesisInput } = await import("@/lib/synthesis/queries");
const { publishSurvey } = await import("./commands");
const { blankPublishedFields } = await import("./withdrawal/commands");
const { countPublished, findPublishedSynthesis, listPublished, mapPublished } = await import(
  "./queries"
);

const now = new Date("2026-02-01T12:00:00Z");
const everything = ["name", "role", "value", "text"] as const;
let surveyId = "";

async function stored(number: number) {
  const version = await db().publishedVersion.findFirstOrThrow({
    where: { number, publication: { surveyId } },
    include: { fields: true, publication: true },
  });
  return { ...version, slug: version.publication.slug };
}

beforeAll(async () => {
  surveyId = await seedDemo(now);
}, 60_000);

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

describe("regenerateSynthesis", () => {
  it("stores a draft once and leaves it alone while nothing changes", async () => {
    expect(await regenerateSynthesis(surveyId, now)).toBe("stored");
    expect(await regenerateSynthesis(surveyId, now)).toBe("unchanged");
    await db().survey.update({ where: { id: surveyId }, data: { title: "A new title" } });
    expect(await regenerateSynthesis(surveyId, now)).toBe("stored");
  });
});

describe("publishSurvey", () => {
  it("refuses when answers changed since the author read the draft", async () => {
    const outcome = await publishSurvey({
      surveyId,
      actorId: null,
      now,
      seenInputHash: "0".repeat(64),
    });
    expect(outcome).toEqual({ ok: false, reason: "conflict" });
    expect(await db().publishedVersion.count()).toBe(0);
  });

  it("freezes numbered versions whose hash holds and in which no id of the database stands", async () => {
    for (const number of [1, 2]) {
      const outcome = await publishSurvey({ surveyId, actorId: null, now });
      expect(outcome).toMatchObject({ ok: true, value: { number } });
    }
    const version = await stored(1);
    expect(verifyVersion(version.document, version.fields, version.sha256)).toBe(true);
    const ofAnswers = version.fields.filter(({ field }) => field !== "author");
    expect(ofAnswers.every((field) => field.answerId && field.responseId)).toBe(true);
    const written = JSON.stringify(version.document);
    for (const { answerId, responseId } of ofAnswers) {
      expect(written).not.toContain(answerId);
      expect(written).not.toContain(responseId);
    }
  });
});

describe("blankPublishedFields", () => {
  it("takes a respondent's words out of every version at once, and each hash still holds", async () => {
    const { slug } = await stored(1);
    const before = await findPublishedSynthesis(slug);
    const input = await findSynthesisInput(surveyId);
    const gone = input?.input.answers.find(({ name }) => name === "Respondent A");
    const responseId = gone && input?.responseOf.get(gone.id);
    expect(JSON.stringify(before?.synthesis)).toContain("Respondent A");
    if (!input || !responseId) throw new Error("the demo has no Respondent A");

    await transaction((tx) => blankPublishedFields(tx, { responseId, fields: everything }));

    const texts = input.input.answers.flatMap(({ respondent, text, quote }) =>
      respondent === responseId && quote && text.length > 80 ? [text.slice(0, 80)] : [],
    );
    expect(texts.length).toBeGreaterThan(0);
    for (const number of [1, 2]) {
      const version = await stored(number);
      expect(verifyVersion(version.document, version.fields, version.sha256)).toBe(true);
      const shown = JSON.stringify((await findPublishedSynthesis(slug, number))?.synthesis);
      expect(shown).not.toContain('"Respondent A"');
      for (const text of texts) expect(shown).not.toContain(text);
      expect(shown).toContain("withdrawn");
    }
  });

  it("takes only what was tightened of one answer, and no stored document has the words", async () => {
    const input = await findSynthesisInput(surveyId);
    const tightened = input?.input.answers.find(
      ({ name, attribution, quote, text, question }) =>
        name !== "Respondent A" &&
        attribution === "named" &&
        quote &&
        text &&
        question !== "progress",
    );
    if (!tightened) throw new Error("the demo has no other named answer that may be quoted");
    const before = await stored(1);

    await transaction((tx) =>
      blankPublishedFields(tx, { answerId: tightened.id, fields: ["text"] }),
    );

    const after = await stored(1);
    expect(after.sha256).toBe(before.sha256);
    expect(verifyVersion(after.document, after.fields, after.sha256)).toBe(true);
    const sentence = tightened.text.slice(0, 60);
    expect(JSON.stringify(before.fields)).toContain(JSON.stringify(sentence).slice(1, -1));
    expect(JSON.stringify(after)).not.toContain(JSON.stringify(sentence).slice(1, -1));
    const shown = (await findPublishedSynthesis(after.slug, 1))?.synthesis;
    expect(JSON.stringify(shown)).not.toContain(JSON.stringify(sentence).slice(1, -1));
    const kept = shown?.answers.find(
      ({ shownAs, question }) => shownAs === tightened.name && question === tightened.question,
    );
    expect(kept).toMatchObject({ text: "withdrawn" });
  });

  it("touches nothing when it is told neither answer nor response", async () => {
    const count = () => db().publishedField.count({ where: { salt: null } });
    const before = await count();
    await transaction((tx) => blankPublishedFields(tx, { fields: everything }));
    expect(await count()).toBe(before);
  });
});

describe("the epoch of a publication", () => {
  it("is drawn anew by whatever changes what is shown, and by nothing else", async () => {
    const { readEpoch } = await import("./served/queries");
    const { slug, publicationId, id: versionId } = await stored(1);
    const seen = new Set<string>();
    const moved = async () => {
      const [own, all] = await Promise.all([readEpoch(slug), readEpoch(null)]);
      const fresh = !seen.has(own?.epoch ?? "") && !seen.has(all?.epoch ?? "");
      const none = seen.has(own?.epoch ?? "") && seen.has(all?.epoch ?? "");
      for (const one of [own, all]) seen.add(one?.epoch ?? "");
      return fresh ? true : none ? false : "one of two";
    };
    await moved();
    expect(await moved()).toBe(false);
    await db().survey.update({ where: { id: surveyId }, data: { title: "Another title" } });
    expect(await moved()).toBe(false);

    const field = await db().publishedField.findFirstOrThrow({
      where: { versionId, salt: { not: null } },
    });
    await transaction((tx) =>
      blankPublishedFields(tx, { answerId: field.answerId ?? "", fields: everything }),
    );
    expect(await moved()).toBe(true);
    expect(await publishSurvey({ surveyId, actorId: null, now })).toMatchObject({ ok: true });
    expect(await moved()).toBe(true);
    await db().publication.update({ where: { id: publicationId }, data: { unpublishedAt: now } });
    expect(await moved()).toBe(true);
    expect(await readEpoch(slug)).toMatchObject({ takenBack: true });
    await db().publishedField.deleteMany({ where: { versionId } });
    expect(await moved()).toBe(true);
    await db().publishedVersion.deleteMany({ where: { publicationId } });
    expect(await moved()).toBe(true);
    expect(await readEpoch("no-such-slug")).toBeNull();
  });
});

describe("the list of published syntheses", () => {
  const part = { skip: 0, take: 10, fictional: true };

  it("gives one part of it, each in its latest version, the newest first", async () => {
    // Versions 1 and 2 of one, and version 1 of another.
    for (const at of [new Date("2026-01-01T12:00:00Z"), now]) {
      expect(await publishSurvey({ surveyId, actorId: null, now: at })).toMatchObject({ ok: true });
    }
    const other = await seedDemo(now);
    const later = new Date("2026-03-01T12:00:00Z");
    expect(await publishSurvey({ surveyId: other, actorId: null, now: later })).toMatchObject({
      ok: true,
    });
    expect(await countPublished()).toBe(2);
    const all = await listPublished(part);
    expect(all.map(({ publishedAt }) => publishedAt)).toEqual([later, now]);
    expect(all[0]?.questions).toHaveLength(6);
    const second = await mapPublished({ ...part, skip: 1, take: 1 }, ({ slug, number }) => ({
      slug,
      number,
    }));
    expect(second).toEqual([{ slug: all[1]?.slug, number: 2 }]);
    expect(await listPublished({ ...part, skip: 2 })).toEqual([]);
  });

  it("leaves out what was taken back, and demonstrations where they are not wanted", async () => {
    expect(await listPublished({ ...part, fictional: false })).toEqual([]);
    await db().publication.updateMany({ data: { unpublishedAt: now } });
    expect(await listPublished(part)).toEqual([]);
    expect(await countPublished()).toBe(0);
  });
});
