import { afterAll, beforeAll, expect, it } from "vitest";
import { mailServer } from "@/e2e/support/mail-server";
import { freePort } from "./network";

const port = await freePort();
Object.assign(process.env, {
  DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
  SITE_URL: "https://ask.example.org",
  SECRET: "q7Yp2vXkLw9ZsR4tNc8BhJ3mEd6FgA1u",
  SMTP_URL: `smtp://someone:pass%2Fword@127.0.0.1:${port}`,
});
const server = mailServer(port);

// Reads its settings when it is first used, so it comes after the lines above.
const { describeMailServer, testMailServer } = await import("./mail-test");

beforeAll(() => server.start());
afterAll(() => server.stop());

const mail = {
  to: { name: "", address: "owner@example.org" },
  subject: "A test",
  text: "Words",
  html: "<p>Words</p>",
};

it("connects, hands over one mail, and tells what the server said and nothing secret", async () => {
  server.behaviour = "accept";
  const test = await testMailServer(mail);
  expect(test).toMatchObject({ connected: true, taken: true, reason: null });
  expect(server.received).toHaveLength(1);
  const said = test?.transcript.join("\n") ?? "";
  expect(said).toMatch(/^< 220 /m);
  expect(said).toMatch(/^> RCPT TO$/m);
  expect(said).not.toMatch(/owner@example\.org|pass|someone/);
});

it("gives the server's own words where it refuses, and where it is away", async () => {
  server.behaviour = "refuse";
  expect(await testMailServer(mail)).toMatchObject({
    connected: true,
    taken: false,
    reason: expect.stringContaining("No such mailbox here"),
  });
  await server.stop();
  expect(await testMailServer(mail)).toMatchObject({
    connected: false,
    taken: false,
    reason: expect.stringContaining("ECONNREFUSED"),
  });
  await server.start();
});

it("describes the settings without the password", () => {
  const described = describeMailServer();
  expect(described).toMatchObject({ host: "127.0.0.1", port: String(port), user: "someone" });
  expect(JSON.stringify(described)).not.toContain("word");
});
