import { simpleParser } from "mailparser";
import { afterAll, beforeAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";
import { lintMail } from "@/e2e/support/mail-lint";
import { mailServer } from "@/e2e/support/mail-server";
import { freePort } from "@/lib/platform/network";

await useFreshDatabase();
const port = await freePort();
process.env["SMTP_URL"] = `smtp://127.0.0.1:${port}`;
process.env["MAIL_FROM"] = "Consilience <surveys@example.net>";
const server = mailServer(port);

// Read their settings when they are first used, so they come after the lines above.
const { at, seedInvitation, seedSurvey, willIt } = await import("@/e2e/support/seeds");
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { mailRenderers } = await import("./renderers");
const { openSender } = await import("./sender");
const { sendInvitations } = await import("@/lib/invitations/sending/commands");
const { saveMessage, sendTestMail } = await import("@/lib/invitations/message/commands");
const { listRecipients } = await import("@/lib/invitations/message/queries");
const { messageForm } = await import("@/lib/invitations/message/schema");

const now = new Date();

beforeAll(() => server.start());
afterAll(async () => {
  await server.stop();
  await closeQueue();
  await db().$disconnect();
});

async function drain(): Promise<string[]> {
  server.received.length = 0;
  const sender = openSender(mailRenderers, () => new Date());
  await sender.drain();
  await sender.stop();
  return [...server.received];
}

async function writing(closesAt: Date | null = null) {
  const seeded = await seedSurvey(now, [willIt], { closesAt, timeZone: "Europe/Berlin" });
  const { survey, owner } = seeded;
  const act = { surveyId: survey.id, actorId: owner.id, now };
  const save = (message: string, version = 1, senderName = "") =>
    saveMessage({ ...act, message, senderName, correspondentId: owner.id, version });
  return { survey, owner, act, save };
}

it("stores the message over the version that was read, and tells of another's words", async () => {
  const { survey, act, save } = await writing();
  expect(await save("Dear {name}", 1, "The panel")).toEqual({ ok: true, version: 2 });
  expect(await save("Mine", 1)).toEqual({
    ok: false,
    reason: "conflict",
    version: 2,
    stored: "Dear {name}",
  });
  const stored = await db().survey.findUniqueOrThrow({ where: { id: survey.id } });
  expect(stored).toMatchObject({ invitationMessage: "Dear {name}", senderName: "The panel" });
  const stranger = await db().user.create({ data: { email: "eve@example.org" } });
  const theirs = { ...act, actorId: stranger.id };
  const words = { message: "x", senderName: "", correspondentId: act.actorId, version: 2 };
  expect(await saveMessage({ ...theirs, ...words })).toEqual({ ok: false, reason: "not-found" });
  const test = { ...theirs, actorEmail: stranger.email, invitationId: "" };
  expect(await sendTestMail(test)).toEqual({ ok: false, reason: "not-found" });
  expect(await listRecipients(survey.id, stranger.id)).toEqual([]);
  await db().surveyMember.create({
    data: { surveyId: survey.id, userId: stranger.id, role: "viewer" },
  });
  expect(await saveMessage({ ...theirs, ...words })).toEqual({ ok: false, reason: "not-allowed" });
  expect(await sendTestMail(test)).toEqual({ ok: false, reason: "not-allowed" });
});

it("writes in the name of whoever sends first, or of the member that was chosen while they may edit", async () => {
  const { survey, owner, act } = await writing();
  const member = async (role: "editor" | "viewer") => {
    const user = await db().user.create({
      data: { name: `Author ${role}`, email: `${crypto.randomUUID()}@example.org` },
    });
    await db().surveyMember.create({ data: { surveyId: survey.id, userId: user.id, role } });
    return user;
  };
  const [editor, other, viewer] = [
    await member("editor"),
    await member("editor"),
    await member("viewer"),
  ];
  const mailOf = async () => {
    const { id, email } = await seedInvitation(survey.id);
    expect(await sendInvitations({ ...act, actorId: editor.id })).toMatchObject({ ok: true });
    const [raw = ""] = await drain();
    const mail = await simpleParser(raw);
    expect(
      await lintMail(raw, { to: email ?? "", from: "surveys@example.net", strangers: [] }),
    ).toEqual([]);
    await db().invitation.delete({ where: { id } });
    return {
      replyTo: mail.replyTo?.value[0]?.address,
      from: mail.from?.value[0]?.name,
      text: mail.text,
    };
  };
  const first = await mailOf();
  expect(first).toMatchObject({ replyTo: editor.email, from: "Author editor via Consilience" });
  expect(first.text).toContain(`write to Author editor at ${editor.email}`);
  const choose = (correspondentId: string, version = 1) =>
    saveMessage({ ...act, message: "", senderName: "", correspondentId, version });
  const stranger = await db().user.create({ data: { email: "mallory@example.org" } });
  for (const { id } of [viewer, stranger]) {
    expect(await choose(id)).toMatchObject({
      ok: false,
      reason: "invalid-input",
      problem: { at: "correspondentId" },
    });
  }
  expect(await mailOf()).toMatchObject({ replyTo: editor.email });
  expect(await choose(other.id)).toMatchObject({ ok: true });
  expect(await mailOf()).toMatchObject({ replyTo: other.email });
  await db().surveyMember.updateMany({ where: { userId: other.id }, data: { role: "viewer" } });
  expect(await mailOf()).toMatchObject({ replyTo: owner.email });
});

it("takes placeholders in the author's language, and says where one is unknown", async () => {
  const { survey, act } = await writing();
  await db().survey.update({ where: { id: survey.id }, data: { language: "de" } });
  const typed = {
    surveyId: survey.id,
    message: "Guten Tag, {Name} von {Einrichtung|Ihrem Institut}.",
    senderName: "",
    correspondentId: act.actorId,
    version: "1",
  };
  expect(await saveMessage({ ...messageForm.parse(typed), ...act })).toMatchObject({ ok: true });
  const stored = await db().survey.findUniqueOrThrow({ where: { id: survey.id } });
  expect(stored.invitationMessage).toBe("Guten Tag, {name} von {affiliation|Ihrem Institut}.");
  await seedInvitation(survey.id, { name: "Ada" });
  expect(await sendInvitations(act)).toMatchObject({ ok: true, value: { queued: 1 } });
  const mail = await simpleParser((await drain())[0] ?? "");
  expect(mail.text).toContain("Guten Tag, Ada von Ihrem Institut.");
  await saveMessage({
    ...messageForm.parse({ ...typed, message: "An:\n{Nmae}", version: "2" }),
    ...act,
  });
  await seedInvitation(survey.id);
  expect(await sendInvitations(act)).toMatchObject({
    ok: false,
    problems: [
      {
        at: "message",
        message: "The message has {Nmae} (line 2, character 1), which is no placeholder.",
      },
    ],
  });
});

it("refuses names that would write a header or pass for an address", () => {
  const form = {
    surveyId: crypto.randomUUID(),
    message: "a\r\n\r\nb",
    correspondentId: crypto.randomUUID(),
    version: "1",
  };
  for (const senderName of ["Eve\r\nBcc: x@example.org", "a@b.org", 'E" <e>', "\u202eadA"]) {
    expect(messageForm.safeParse({ ...form, senderName }).success, senderName).toBe(false);
  }
  expect(messageForm.parse({ ...form, senderName: " עדה " })).toMatchObject({
    message: "a\n\nb",
    senderName: "עדה",
  });
});

it("writes each person's mail in both parts, in their language, under the sender's name", async () => {
  const { survey, owner, act, save } = await writing(new Date("2099-03-29T21:59:00Z"));
  const message = [
    "I write to {name} of {affiliation|your institute}.",
    "“{survey}” ends {closing date}. {author}",
  ].join("\n\n");
  await save(message, 1, "Das Panel, Zürich");
  const people = [
    {
      name: "عائشة بنت طلحة",
      affiliation: "A & <B>",
      email: "respondent-a@example.org",
      language: "de",
    },
    {
      name: "Respondent\r\nBcc: m@example.net",
      affiliation: "",
      email: "respondent-b@example.org",
    },
  ];
  for (const person of people) await seedInvitation(survey.id, person);
  expect(await sendInvitations(act)).toMatchObject({ ok: true, value: { queued: 2 } });
  const raws = await drain();
  expect(raws).toHaveLength(2);
  for (const raw of raws) {
    const mail = await simpleParser(raw);
    const to = [mail.to ?? []].flat()[0]?.value[0]?.address ?? "";
    const strangers = people.map(({ email }) => email).filter((email) => email !== to);
    expect(await lintMail(raw, { to, from: "surveys@example.net", strangers })).toEqual([]);
    expect(mail.from?.value[0]?.name).toBe("Das Panel, Zürich via Consilience");
    expect(mail.replyTo?.value[0]?.address).toBe(owner.email);
    const words =
      to === "respondent-a@example.org"
        ? ["I write to عائشة بنت طلحة of A & <B>.", "Sonntag", "Das Panel, Zürich"]
        : ["I write to Respondent Bcc: m@example.net of your institute.", "Sunday"];
    const html = String(mail.html).replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    for (const word of words) {
      expect(mail.text).toContain(word);
      expect(html.replaceAll("&amp;", "&")).toContain(word);
    }
  }
});

it("sends no mail with braces or a gap, neither a test nor one that was queued before", async () => {
  const { survey, owner, act, save } = await writing();
  const invitation = await seedInvitation(survey.id);
  await sendInvitations(act);
  await save("{first name} of {affiliation}");
  expect(await drain()).toEqual([]);
  expect(
    await db().outboxMessage.findMany({ where: { invitationId: invitation.id } }),
  ).toMatchObject([
    { status: "cancelled", lastError: "the message says nothing for {first name}, {affiliation}" },
  ]);
  const ask = { ...act, actorEmail: owner.email, invitationId: invitation.id };
  expect(await sendTestMail(ask)).toEqual({
    ok: false,
    faults: { unknown: ["{first name}"], empty: ["affiliation"] },
    language: "en",
  });
});

it("sends a test to the author alone, without the other's address or link", async () => {
  const { survey, owner, act, save } = await writing();
  await save("Dear {name}");
  const { id } = await seedInvitation(survey.id, { name: "Ada", email: "ada@example.org" });
  const ask = { ...act, actorEmail: owner.email };
  expect(await sendTestMail({ ...ask, invitationId: id })).toEqual({ ok: true, value: null });
  expect(await sendTestMail({ ...ask, invitationId: "" })).toEqual({ ok: true, value: null });
  expect(await sendTestMail({ ...ask, invitationId: crypto.randomUUID() })).toMatchObject({
    ok: false,
  });
  const raws = await drain();
  expect(raws).toHaveLength(2);
  const to = owner.email;
  const expected = { to, from: "surveys@example.net", strangers: ["ada@example.org", "/answer/"] };
  for (const raw of raws) expect(await lintMail(raw, expected)).toEqual([]);
  const texts = (await Promise.all(raws.map((raw) => simpleParser(raw)))).map(
    ({ text, subject }) => `${subject} ${text}`,
  );
  expect(texts.filter((text) => text.includes("Dear Ada"))).toHaveLength(1);
  expect(at(texts, 0)).toContain("Test: Your view: A survey");
});
