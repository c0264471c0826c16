import { readdirSync } from "node:fs";
import { type APIResponse, expect, test } from "@playwright/test";
import pg from "pg";
import english from "../../messages/en.json" with { type: "json" };
import { url } from "../steps/author";
import { type SeededExpert, type SeededPanel, seedPanel } from "../support/panel";
import { product } from "../support/product";

/** What a person's records are named by. */
type Target = SeededExpert & {
  readonly revisionId: string;
  readonly answerId: string;
  readonly quoteId: string;
  readonly deviceId: string;
  readonly canary: string;
};

type Room = {
  /** Where it is for this person. */
  readonly path: (target: Target) => string;
  /** The form that would touch this person's records; absent for what is only read. */
  readonly form?: (target: Target) => Record<string, string>;
  readonly json?: (target: Target) => unknown;
  /** Read by anybody, because it says nothing of anybody. */
  readonly open?: true;
};

const wrongToken = "x".repeat(43);
const page = (path: string): Room => ({ path: () => path });
const form = (path: string, fields: Room["form"] = () => ({})): Room => ({
  path: () => path,
  form: fields,
});

/** Every page and handler of the expert's side, by its place in `app/`. One that is missing here fails the test. */
const rooms: Readonly<Record<string, Room>> = {
  "answer/page.tsx": page("/answer"),
  "answer/review/page.tsx": page("/answer/review"),
  "answer/receipt/page.tsx": page("/answer/receipt"),
  "answer/others/page.tsx": page("/answer/others"),
  "answer/quotes/page.tsx": page("/answer/quotes"),
  "answer/preview/page.tsx": page("/answer/preview"),
  "answer/data/page.tsx": page("/answer/data"),
  "answer/data/export/route.ts": page("/answer/data/export"),
  "answer/data/address/route.ts": form("/answer/data/address"),
  "answer/address/[token]/page.tsx": page(`/answer/address/${wrongToken}`),
  "answer/address/[token]/file/route.ts": page(`/answer/address/${wrongToken}/file`),
  "answer/address/[token]/erase/route.ts": form(`/answer/address/${wrongToken}/erase`, () => ({
    word: "erase",
    block: "yes",
  })),
  "answer/erased/page.tsx": { ...page("/answer/erased"), open: true },
  "answer/[token]/page.tsx": page(`/answer/${wrongToken}`),
  "answer/[token]/privacy/page.tsx": page(`/answer/${wrongToken}/privacy`),
  "answer/[token]/begin/route.ts": form(`/answer/${wrongToken}/begin`),
  "answer/[token]/decline/route.ts": form(`/answer/${wrongToken}/decline`),
  "answer/[token]/suggest/route.ts": form(`/answer/${wrongToken}/suggest`, () => ({
    name: "Somebody",
    email: "somebody@example.org",
    go: "decline",
  })),
  "answer/stop/[token]/page.tsx": page(`/answer/stop/${wrongToken}`),
  "answer/stop/[token]/wish/route.ts": form(`/answer/stop/${wrongToken}/wish`, () => ({
    wish: "survey",
  })),
  // A mail program gets no page, whatever its token.
  "answer/stop/[token]/one-click/route.ts": {
    ...form(`/answer/stop/${wrongToken}/one-click`),
    open: true,
  },
  "answer/save/route.ts": form("/answer/save", () => ({ "answers.q1.text": "overwritten" })),
  "answer/submit/route.ts": form("/answer/submit", () => ({ submission: "2" })),
  "answer/consent/route.ts": form("/answer/consent", ({ answerId }) => ({
    answer: answerId,
    attribution: "author",
  })),
  "answer/withdraw/route.ts": form("/answer/withdraw", () => ({ sure: "yes" })),
  "answer/quotes/decide/route.ts": form("/answer/quotes/decide", ({ quoteId }) => ({
    act: "refuse",
    quote: quoteId,
  })),
  "answer/others/open/route.ts": form("/answer/others/open"),
  "answer/others/revise/route.ts": form("/answer/others/revise", () => ({
    question: "q1",
    value: "",
    text: "overwritten",
  })),
  "answer/devices/end/route.ts": form("/answer/devices/end", ({ deviceId }) => ({
    device: deviceId,
  })),
  "api/answer/v1/drafts/route.ts": {
    path: () => "/api/answer/v1/drafts",
    json: ({ responseId, revisionId }) => ({
      response: responseId,
      fields: [{ question: revisionId, field: "text", value: "overwritten", baseVersion: 0 }],
    }),
  },
  "api/answer/v1/works/route.ts": {
    path: () => "/api/answer/v1/works",
    json: () => ({ address: "https://doi.org/10.1000/1" }),
  },
  // The last: whoever asks here with a session of their own has none afterwards.
  "answer/data/erase/route.ts": form("/answer/data/erase", () => ({ word: "erase" })),
};

function listRooms(): string[] {
  return ["answer", "api/answer"].flatMap((folder) =>
    readdirSync(`app/${folder}`, { recursive: true, encoding: "utf8" })
      .filter((file) => /(?:^|\/)(?:page\.tsx|route\.ts)$/.test(file))
      .map((file) => `${folder}/${file}`),
  );
}

/** Everything of these people that a form could touch. */
async function recordsOf(client: pg.Client, targets: readonly Target[]): Promise<unknown> {
  const ids = targets.map(({ invitationId }) => invitationId);
  const of = (from: string) =>
    `SELECT t.* FROM ${from} WHERE i."id" = ANY($1::uuid[]) ORDER BY t."id"`;
  const response = `JOIN "Response" r ON r."id" = t."responseId" JOIN "Invitation" i ON i."id" = r."invitationId"`;
  const records: unknown[] = [];
  for (const query of [
    `SELECT i.* FROM "Invitation" i WHERE i."id" = ANY($1::uuid[]) ORDER BY i."id"`,
    of(`"InvitationSession" t JOIN "Invitation" i ON i."id" = t."invitationId"`),
    of(`"Response" t JOIN "Invitation" i ON i."id" = t."invitationId"`),
    of(`"DraftField" t ${response}`),
    of(`"Answer" t ${response}`),
    of(
      `"AnswerRevision" t JOIN "Answer" a ON a."id" = t."answerId" ${response.replace("t.", "a.")}`,
    ),
    of(`"Quote" t JOIN "Answer" a ON a."id" = t."answerId" ${response.replace("t.", "a.")}`),
    of(`"ColleagueSuggestion" t JOIN "Invitation" i ON i."id" = t."invitationId"`),
    `SELECT b.* FROM "ContactBlock" b JOIN "Invitation" i ON i."email" = b."email" WHERE i."id" = ANY($1::uuid[])`,
  ]) {
    records.push((await client.query(query, [ids])).rows);
  }
  return records;
}

test("nobody reads or touches an expert's rooms but the expert", async ({ playwright }) => {
  expect(Object.keys(rooms).sort()).toEqual(listRooms().sort());
  const { databaseUrl } = product();
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  let addresses = 0;
  const enter = (cookie: string | null) => {
    addresses += 1;
    return playwright.request.newContext({
      maxRedirects: 0,
      extraHTTPHeaders: {
        // Limits of one network are another test's matter.
        "X-Forwarded-For": `198.18.77.${addresses}`,
        ...(cookie === null ? {} : { Cookie: `consilience_answer=${cookie}` }),
      },
    });
  };

  /** Answers with a name and words of one's own, and submits; a quote of it waits for a decision. */
  const answer = async (panel: SeededPanel, index: number, canary: string): Promise<Target> => {
    const expert = panel.experts[index];
    const [question] = panel.questions;
    if (expert === undefined || question === undefined) throw new Error("nobody was seeded");
    const request = await enter(expert.cookie);
    const typed = { text: `The ${canary} sings.`, attribution: "named", quotable: "yes" };
    const fields = [
      { question: null, field: "displayName", value: `Name of ${canary}`, baseVersion: 0 },
      ...Object.entries(typed).map(([field, value]) => ({
        question: question.revisionId,
        field,
        value,
        baseVersion: 0,
      })),
    ];
    const saved = await request.post(url("/api/answer/v1/drafts"), { data: { fields } });
    expect(saved.status()).toBe(200);
    const submitted = await request.post(url("/answer/submit"), { form: { submission: "1" } });
    expect(submitted.headers()["location"]).toBe("/answer/receipt");
    const own = await request.get(url("/answer/receipt"));
    expect(await own.text()).toContain(canary);
    await request.dispose();
    const { rows } = await client.query<{ answerId: string; quoteId: string; deviceId: string }>(
      `WITH "round" AS (
         INSERT INTO "QuoteRound" ("id", "surveyId", "number", "decideBy", "remindAt")
         VALUES (gen_random_uuid(), $1, $2, now() + interval '1 day', now() + interval '1 day') RETURNING "id")
       INSERT INTO "Quote" ("id", "roundId", "answerId", "answerRevisionId", "start", "end")
       SELECT gen_random_uuid(), "round"."id", a."id", v."id", 0, 10
       FROM "round", "Answer" a JOIN "AnswerRevision" v ON v."answerId" = a."id" WHERE a."responseId" = $3
       RETURNING "answerId", "id" AS "quoteId",
         (SELECT "id" FROM "InvitationSession" WHERE "invitationId" = $4) AS "deviceId"`,
      [panel.surveyId, index + 1, expert.responseId, expert.invitationId],
    );
    const [ids] = rows;
    if (ids === undefined) throw new Error("no quote was seeded");
    return { ...expert, ...ids, revisionId: question.revisionId, canary };
  };

  const panel = await seedPanel(databaseUrl, { experts: 4, questions: 1 });
  const elsewhere = await seedPanel(databaseUrl, { experts: 1, questions: 1 });
  await client.query(
    `UPDATE "Survey" SET "showOthersAfterSubmitting" = true, "previewForNamed" = true WHERE "id" = $1`,
    [elsewhere.surveyId],
  );
  const victim = await answer(panel, 0, "zqvictim");
  const ended = await answer(panel, 1, "zqended");
  const revoked = await answer(panel, 2, "zqrevoked");
  const peer = await answer(panel, 3, "zqpeer");
  const other = await answer(elsewhere, 0, "zqother");
  await client.query(
    `UPDATE "InvitationSession" SET "expiresAt" = now() - interval '1 day' WHERE "invitationId" = $1`,
    [ended.invitationId],
  );
  await client.query(`UPDATE "Invitation" SET "revokedAt" = now() WHERE "id" = $1`, [
    revoked.invitationId,
  ]);

  const guarded = [victim, ended, revoked];
  const before = await recordsOf(client, guarded);
  for (const [who, cookie, target, own] of [
    ["nobody", null, victim, null],
    ["an invented cookie", "invented", victim, null],
    ["an ended session", ended.cookie, ended, null],
    ["a revoked invitation", revoked.cookie, revoked, null],
    ["another expert of the survey", peer.cookie, victim, peer.canary],
    ["an expert of another survey", other.cookie, victim, other.canary],
  ] as const) {
    const request = await enter(cookie);
    for (const [name, room] of Object.entries(rooms)) {
      const at = `${who} at ${name}`;
      const { path, form, json, open } = room;
      const data = json?.(target);
      const reply =
        data !== undefined
          ? await request.post(url(path(target)), { data })
          : form !== undefined
            ? await request.post(url(path(target)), { form: form(target) })
            : await request.get(url(path(target)));
      const seen: APIResponse[] = [reply];
      const to = reply.headers()["location"];
      if (to !== undefined) seen.push(await request.get(url(to)));
      for (const one of seen) {
        expect(one.status(), at).toBeLessThan(500);
        const text = `${await one.text()} ${JSON.stringify(one.headers())}`;
        for (const { canary } of [victim, ended, revoked, peer, other]) {
          if (canary !== own) expect(text, at).not.toContain(canary);
        }
      }
      if (own !== null || open) continue;
      const last = seen.at(-1);
      // A page whose invitation was revoked is told so, and nothing else: there is nothing to come back to.
      if (data !== undefined) {
        expect(target === revoked ? [401, 404, 410] : [401, 404], at).toContain(last?.status());
      } else {
        // Whatever they ask for ends at one page, which says what is safe and what to do.
        expect(last?.status(), at).toBe(404);
        if (name.endsWith("page.tsx") || to !== undefined) {
          expect(await last?.text(), at).toContain(english.link.title);
        }
      }
    }
    await request.dispose();
  }
  expect(await recordsOf(client, guarded)).toEqual(before);
  // A revoked link opens nothing either.
  const anybody = await enter(null);
  const dead = await anybody.get(url(`/answer/${revoked.token}`));
  expect(dead.status()).toBe(404);
  expect(await dead.text()).not.toContain(revoked.canary);
  await anybody.dispose();
  await client.end();
});
