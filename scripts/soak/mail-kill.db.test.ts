import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { mailServer } from "@/e2e/support/mail-server";
import { freePort } from "@/lib/platform/network";
import { judge, sendUnderKills } from "./mail-kill";

await useFreshDatabase();
const port = await freePort();
process.env["SMTP_URL"] = `smtp://127.0.0.1:${port}`;
const server = mailServer(port);

beforeAll(() => server.start());
afterAll(async () => {
  const { closeQueue } = await import("@/lib/platform/queue");
  const { db } = await import("@/lib/platform/db");
  await closeQueue();
  await db().$disconnect();
  await server.stop();
});

it("a worker that is killed at random moments loses no mail and sends none twice", async () => {
  const [stops = []] = fc.sample(
    fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 3, maxLength: 3 }),
    1,
  );
  const outcome = await sendUnderKills(server, 100, stops);
  expect(() => judge(outcome, 100)).not.toThrow();
  expect(outcome.unknown).toBeLessThanOrEqual(3 * 16);
}, 120_000);
