import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { seedDemo, granted } = await import("@/e2e/support/seeds");
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { createKey, noteKeyUse, revokeKey } = await import("./commands");
const { findKeyHolder, listKeys, listOwnAnswers, listOwnSurveys } = await import("./queries");
const { json, read, requireKey } = await import("./door");
const { ownAnswersSchema, pageQuerySchema, surveysSchema } = await import("./schema");

const now = new Date("2026-02-01T12:00:00Z");
const everything = { page: 1, perPage: 200 };
let surveyId = "";
const users: Record<"owner" | "viewer" | "stranger", string> = {
  owner: "",
  viewer: "",
  stranger: "",
};

beforeAll(async () => {
  for (const name of ["owner", "viewer", "stranger"] as const) {
    const email = `${name}@example.org`;
    await db().admittedAddress.create({ data: { email } });
    users[name] = (await db().user.create({ data: { email, name } })).id;
  }
  surveyId = await seedDemo(now, users.owner);
  await db().surveyMember.create({ data: { surveyId, userId: users.viewer, role: "viewer" } });
}, 60_000);

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

describe("a key", () => {
  it("is stored nowhere, opens for its holder, and is dead once revoked", async () => {
    const { key } = granted(await createKey(users.owner, "A notebook"));
    const stored = await db().apiKey.findFirstOrThrow({ where: { userId: users.owner } });
    expect(JSON.stringify(stored)).not.toContain(key);
    const holder = await findKeyHolder(key);
    expect(holder).toEqual({ keyId: stored.id, userId: users.owner });
    expect(await findKeyHolder(`${key}x`)).toBeNull();

    await noteKeyUse(stored.id, now);
    await noteKeyUse(stored.id, new Date(now.getTime() + 60_000));
    expect((await listKeys(users.owner))[0]).toMatchObject({ lastUsedAt: now, name: "A notebook" });

    expect(await revokeKey(users.stranger, stored.id, now)).toEqual({
      ok: false,
      reason: "not-found",
    });
    expect(await findKeyHolder(key)).not.toBeNull();
    expect(await revokeKey(users.owner, stored.id, now)).toMatchObject({ ok: true });
    expect(await findKeyHolder(key)).toBeNull();
    expect(await listKeys(users.owner)).toEqual([]);
    const audits = await db().auditEvent.findMany({
      where: { actorId: users.owner, kind: { startsWith: "api-key" } },
      orderBy: { at: "asc" },
    });
    expect(audits.map(({ kind }) => kind)).toEqual(["api-key.created", "api-key.revoked"]);
    expect(JSON.stringify(audits)).not.toContain(key.slice(4));
  });

  it("ends with its author's admission", async () => {
    const { key } = granted(await createKey(users.stranger, "A notebook"));
    expect(await findKeyHolder(key)).not.toBeNull();
    await db().admittedAddress.delete({ where: { email: "stranger@example.org" } });
    expect(await findKeyHolder(key)).toBeNull();
    await db().admittedAddress.create({ data: { email: "stranger@example.org" } });
  });
});

describe("own data", () => {
  it("are those of surveys that the holder owns or edits, and nobody else's", async () => {
    const surveys = await listOwnSurveys(users.owner, everything, "https://example.org");
    const listed = { ...surveys, ...everything };
    expect(surveysSchema.parse(JSON.parse(JSON.stringify(listed)))).toEqual(listed);
    expect(surveys.items).toMatchObject([{ id: surveyId, role: "owner", answered: 12, url: null }]);
    const answers = await listOwnAnswers(surveyId, users.owner, everything);
    expect(ownAnswersSchema.parse({ ...answers, ...everything }).total).toBe(answers?.total);
    expect(new Set(answers?.items.map(({ respondent }) => respondent)).size).toBe(12);
    expect(answers?.items.some(({ attribution }) => attribution === "author")).toBe(true);
    for (const other of [users.viewer, users.stranger]) {
      expect((await listOwnSurveys(other, everything, "https://example.org")).total).toBe(0);
      expect(await listOwnAnswers(surveyId, other, everything)).toBeNull();
    }
  });

  it("come in pages that together are all of them, once each", async () => {
    const all = await listOwnAnswers(surveyId, users.owner, everything);
    const pages = await Promise.all(
      [1, 2, 3, 4, 5, 6, 7].map((page) =>
        listOwnAnswers(surveyId, users.owner, { page, perPage: 10 }),
      ),
    );
    expect(pages.flatMap((page) => page?.items ?? [])).toEqual(all?.items.slice(0, 70));
    expect(pages[0]?.total).toBe(all?.total);
  });

  it("leave out who withdrew", async () => {
    const before = await listOwnAnswers(surveyId, users.owner, everything);
    const [first] = before?.items ?? [];
    if (!first) throw new Error("the demo has answers");
    await db().response.update({ where: { id: first.respondent }, data: { withdrawnAt: now } });
    const after = await listOwnAnswers(surveyId, users.owner, everything);
    expect(after?.items.some(({ respondent }) => respondent === first.respondent)).toBe(false);
  });
});

describe("the door", () => {
  const request = (headers: Record<string, string> = {}) =>
    new Request("https://example.org/api/v1/surveys", { headers });

  it("refuses without a valid key, as a problem that says so", async () => {
    const wrong = { authorization: `Bearer csl_${"x".repeat(43)}` };
    for (const headers of [{}, wrong, { authorization: "Basic abc" }] as Record<string, string>[]) {
      const gate = await requireKey(request(headers), now);
      if (gate.ok) throw new Error("the gate stood open");
      expect(gate.response.status).toBe(401);
      expect(gate.response.headers.get("www-authenticate")).toContain("Bearer");
      expect(await gate.response.json()).toMatchObject({ status: 401, type: "about:blank" });
    }
  });

  it("names each thing that is wrong with a query", async () => {
    const query = read(pageQuerySchema, new URLSearchParams("page=0&perPage=1000"));
    if (query.ok) throw new Error("it was taken");
    expect(query.response.headers.get("content-type")).toContain("application/problem+json");
    const { problems } = await query.response.json();
    expect(problems.map(({ at }: { at: string }) => at)).toEqual(["page", "perPage"]);
  });

  it("answers 304 to whoever has the same already, and keeps own data out of shared caches", async () => {
    const fresh = json(request(), { a: 1 }, true);
    expect(fresh.headers.get("cache-control")).toBe("private, no-cache");
    const etag = fresh.headers.get("etag") ?? "";
    expect(json(request({ "if-none-match": etag }), { a: 1 }, true).status).toBe(304);
    expect(json(request({ "if-none-match": etag }), { a: 2 }, true).status).toBe(200);
  });
});
