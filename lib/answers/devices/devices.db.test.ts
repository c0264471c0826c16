import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { at, seedInvitation, seedSurvey, why } = await import("@/e2e/support/seeds");
const { db } = await import("@/lib/platform/db");
const { sha256Hex } = await import("@/lib/platform/tokens");
const { beginAnswering } = await import("../commands");
const { endOtherDevices, markSeen } = await import("./commands");
const { findLoss, findSavingSession, findSession, listDevices } = await import("./queries");

const now = new Date("2026-03-01T12:00:00Z");
const hours = (count: number) => new Date(now.getTime() + count * 3_600_000);

afterAll(() => db().$disconnect());

it("lists the devices of one expert, and ends the others of the same expert alone", async () => {
  const { survey } = await seedSurvey(now, [why]);
  const mine = await seedInvitation(survey.id);
  const theirs = await seedInvitation(survey.id);
  const cookies: string[] = [];
  for (const device of ["Firefox · Windows", "Safari · iPhone", ""]) {
    cookies.push((await beginAnswering(mine, now, device)).cookie);
  }
  const stranger = await beginAnswering(theirs, now, "Chrome · Linux");
  const sessionOf = (cookie: string) => findSession(sha256Hex(cookie), now);
  const own = await sessionOf(at(cookies, 0));
  if (own === null) throw new Error("no session");

  // Seen again within the hour says nothing new; later it does, and the list begins with it.
  await markSeen(own, hours(0.5));
  expect((await sessionOf(at(cookies, 0)))?.lastSeenAt).toEqual(now);
  await markSeen(own, hours(2));
  const devices = await listDevices(mine, hours(2));
  expect(devices.map(({ words }) => words)).toHaveLength(3);
  expect(devices[0]).toMatchObject({
    id: own.id,
    words: "Firefox · Windows",
    lastSeenAt: hours(2),
  });

  const session = { id: own.id, invitationId: mine.id, surveyId: survey.id };
  const strange = await sessionOf(stranger.cookie);
  expect(await endOtherDevices(session, strange?.id ?? "")).toBe(0);
  expect(await endOtherDevices(session, own.id)).toBe(0);
  expect(await endOtherDevices(session, (await sessionOf(at(cookies, 1)))?.id ?? "")).toBe(1);
  expect(await sessionOf(at(cookies, 1))).toBeNull();
  await beginAnswering(mine, now);
  expect(await endOtherDevices(session, "all")).toBe(2);
  expect(await listDevices(mine, now)).toHaveLength(1);
  expect(await sessionOf(at(cookies, 0))).not.toBeNull();
  expect(await sessionOf(stranger.cookie)).not.toBeNull();

  // A link that was rotated leaves no device.
  await db().invitation.update({ where: { id: mine.id }, data: { generation: { increment: 1 } } });
  const [rotated] = await db().invitation.findMany({ where: { id: mine.id } });
  expect(rotated && (await listDevices(rotated, now))).toEqual([]);
  const audits = await db().auditEvent.findMany({
    where: { kind: "device.ended" },
    orderBy: { id: "asc" },
  });
  expect(audits.map(({ details }) => details)).toEqual([
    { invitationId: mine.id, devices: 1 },
    { invitationId: mine.id, devices: 2 },
  ]);
});

it("tells a page whose session is gone whether its response was erased or its invitation revoked", async () => {
  const { survey } = await seedSurvey(now, [why]);
  const invitation = await seedInvitation(survey.id);
  const begun = await beginAnswering(invitation, now, "");
  const saving = () => findSavingSession(sha256Hex(begun.cookie), now);
  const responseId = (await saving())?.responseId ?? "";
  expect(await saving()).toMatchObject({ submission: 0 });
  expect(await findLoss(responseId)).toBeNull();
  // A link that was replaced, or a device that was ended, may come back.
  await db().invitation.update({
    where: { id: invitation.id },
    data: { generation: { increment: 1 } },
  });
  expect(await saving()).toBeNull();
  expect(await findLoss(responseId)).toBeNull();
  await db().invitation.update({ where: { id: invitation.id }, data: { revokedAt: now } });
  expect(await findLoss(responseId)).toBe("revoked");
  // The erasure at the end of the promised time leaves responses without words.
  await db().invitation.update({ where: { id: invitation.id }, data: { erasedAt: now } });
  expect(await findLoss(responseId)).toBe("erased");
  await db().response.deleteMany({ where: { id: responseId } });
  expect(await findLoss(responseId)).toBe("erased");
});
