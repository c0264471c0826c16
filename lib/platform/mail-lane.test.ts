import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, expect, it } from "vitest";
import { freePort } from "./network";

const port = await freePort();
Object.assign(process.env, {
  DATABASE_URL: "postgresql://nobody@127.0.0.1:1/none",
  SITE_URL: "https://ask.example.org",
  SECRET: "q7Yp2vXkLw9ZsR4tNc8BhJ3mEd6FgA1u",
  SMTP_URL: `smtp://someone:pass@127.0.0.1:${port}`,
});

// Reads its settings when it is first used, so it comes after the lines above.
const { openMailServer } = await import("./mail-lane");

const ending: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ending.splice(0)) await end();
});

type Mail = { readonly session: string; readonly to: string };

function refusal(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode });
}

/** A server that notes each mail with the session that brought it, and a lane to it. */
async function serve(options: SMTPServerOptions) {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    logger: false,
    onData(stream, session, callback) {
      stream.resume();
      stream.on("end", () => {
        mails.push({ session: session.id, to: session.envelope.rcptTo[0]?.address ?? "" });
        callback();
      });
    },
    ...options,
  });
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  const lane = openMailServer().openLane();
  ending.push(async () => {
    lane.close();
    await new Promise<void>((resolve) => server.close(resolve));
  });
  const send = (to: string) =>
    lane.send(
      {
        to: { name: "Ada", address: to },
        subject: "A survey",
        text: "Words",
        html: "<p>Words</p>",
      },
      `<${to}>`,
    );
  const cut = () => {
    for (const connection of server.connections) {
      if ("_socket" in connection) connection._socket.destroy();
    }
  };
  return { mails, send, cut };
}

it("sends over one connection, also after a message that was refused", async () => {
  const { mails, send } = await serve({
    onRcptTo({ address }, _session, callback) {
      callback(address.startsWith("nobody") ? refusal(550, "No such mailbox here") : null);
    },
  });
  expect(await send("a@example.org")).toEqual({ kind: "sent" });
  expect(await send("nobody@example.org")).toEqual({
    kind: "refused",
    reason: "550 No such mailbox here",
  });
  expect(await send("b@example.org")).toEqual({ kind: "sent" });
  expect(mails.map(({ to }) => to)).toEqual(["a@example.org", "b@example.org"]);
  expect(new Set(mails.map(({ session }) => session)).size).toBe(1);
});

it("sends over a new connection what a session that was over did not take, once", async () => {
  const carried = new Map<string, number>();
  const { mails, send } = await serve({
    onMailFrom(_address, { id }, callback) {
      carried.set(id, (carried.get(id) ?? 0) + 1);
      callback((carried.get(id) ?? 0) > 2 ? refusal(421, "Enough for one session") : null);
    },
  });
  const all = Array.from({ length: 5 }, (_, n) => `${n}@example.org`);
  for (const to of all) expect(await send(to)).toEqual({ kind: "sent" });
  expect(mails.map(({ to }) => to)).toEqual(all);
  expect(new Set(mails.map(({ session }) => session)).size).toBe(3);
});

it("takes a lost connection for what it is: idle, it is replaced; after the message, nobody knows", async () => {
  let isLost = false;
  const { mails, send, cut } = await serve({
    onData(stream, session, callback) {
      stream.resume();
      stream.on("end", () => {
        mails.push({ session: session.id, to: session.envelope.rcptTo[0]?.address ?? "" });
        if (isLost) cut();
        else callback();
      });
    },
  });
  expect(await send("a@example.org")).toEqual({ kind: "sent" });
  cut();
  expect(await send("b@example.org")).toEqual({ kind: "sent" });
  isLost = true;
  expect(await send("c@example.org")).toMatchObject({ kind: "unknown" });
  isLost = false;
  expect(await send("d@example.org")).toEqual({ kind: "sent" });
  expect(mails.map(({ to }) => to[0])).toEqual(["a", "b", "c", "d"]);
});

it("leaves a connection on which a message was put off, so that the next does not suffer for it", async () => {
  const { mails, send } = await serve({
    onMailFrom(_address, { id }, callback) {
      const isTired = mails.some(({ session }) => session === id);
      callback(isTired ? refusal(452, "Too many messages") : null);
    },
  });
  expect(await send("a@example.org")).toEqual({ kind: "sent" });
  expect(await send("b@example.org")).toEqual({
    kind: "later",
    reason: "452 Too many messages",
    answered: true,
  });
  expect(await send("b@example.org")).toEqual({ kind: "sent" });
});

it("blames no message for a login that is refused, and knocks once", async () => {
  let logins = 0;
  const { mails, send } = await serve({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onAuth(_login, _session, callback) {
      logins += 1;
      callback(refusal(535, "5.7.8 Bad credentials"));
    },
  });
  for (const to of ["a@example.org", "b@example.org", "c@example.org"]) {
    const delivery = await send(to);
    expect(delivery).toMatchObject({ kind: "later", answered: true });
    expect(delivery).toHaveProperty("reason", expect.stringContaining("5.7.8 Bad credentials"));
    expect(delivery).toHaveProperty("waitMs", expect.any(Number));
  }
  expect(logins).toBe(1);
  expect(mails).toEqual([]);
});

it("blames no message where the server wants a login that it did not offer", async () => {
  const { send } = await serve({
    onMailFrom: (_address, _session, callback) => callback(refusal(530, "Authentication required")),
  });
  expect(await send("a@example.org")).toMatchObject({
    kind: "later",
    reason: "530 Authentication required",
    answered: true,
  });
});

it("logs in where that is wanted", async () => {
  const { send } = await serve({
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    onAuth({ username, password }, _session, callback) {
      const isKnown = username === "someone" && password === "pass";
      callback(isKnown ? null : refusal(535, "No"), { user: username });
    },
  });
  expect(await send("a@example.org")).toEqual({ kind: "sent" });
});
