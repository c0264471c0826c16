import { afterAll, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();
process.env["SMTP_URL"] = "smtp://127.0.0.1:1";

// Read their settings when they are first used, so they come after the lines above.
const { allRows } = await import("@/e2e/support/all-rows");
const { at, seedInvitation, seedSurvey, why } = await import("@/e2e/support/seeds");
const { addInvitations } = await import("@/lib/invitations/commands");
const { askForAddressProof } = await import("@/lib/invitations/address-proof/commands");
const { renderProofMail } = await import("@/lib/invitations/address-proof/emails/proof");
const { addressToken } = await import("@/lib/invitations/address-proof/links");
const { findProvenAddress } = await import("@/lib/invitations/address-proof/queries");
const { listInvitationsWithBlocks } = await import("@/lib/invitations/queries");
const { resumeMails, stopMails } = await import("@/lib/invitations/unsubscribe/commands");
const { db } = await import("@/lib/platform/db");
const { closeQueue } = await import("@/lib/platform/queue");
const { erasePerson } = await import("../commands");
const { eraseAddress } = await import("./commands");
const { findHeldUnder } = await import("./queries");

const now = new Date();
const hours = (count: number) => new Date(now.getTime() + count * 3600 * 1000);
const email = "canary@example.org";

afterAll(async () => {
  await closeQueue();
  await db().$disconnect();
});

/** Two authors with a survey each, who both keep the person in their books. */
async function kept(address: string) {
  const name = address.startsWith("canary") ? "Canary" : "Somebody";
  const surveys = await Promise.all([seedSurvey(now, [why]), seedSurvey(now, [why])]);
  const invitations = [];
  for (const { survey, owner } of surveys) {
    invitations.push(await seedInvitation(survey.id, { name, email: address }));
    await db().contact.create({
      data: { userId: owner.id, email: address, name, notes: `${name} sings too long` },
    });
  }
  return { surveys, invitations };
}

it("is proven by a mail to the address alone: not by a link that is older, another's, or made up", async () => {
  const invitation = await seedInvitation((await seedSurvey(now, [why])).survey.id);
  const token = addressToken(invitation, now);
  expect(await findProvenAddress(token, hours(23))).toMatchObject({ email: invitation.email });
  expect(await findProvenAddress(token, hours(24))).toBeNull();
  expect(await findProvenAddress(token, hours(-1))).toBeNull();
  const [id, made, seal] = token.split(".");
  const later = hours(48).getTime().toString(36);
  for (const forged of [
    `${id}.${later}.${seal}`,
    `${id}.${made}.${"x".repeat(43)}`,
    `${id}..`,
    "",
  ]) {
    expect(await findProvenAddress(forged, hours(49)), forged).toBeNull();
  }
  // The invitation went to a corrected address: the old one proves nothing of the new.
  await db().invitation.update({
    where: { id: invitation.id },
    data: { email: "new@example.org" },
  });
  expect(await findProvenAddress(token, now)).toBeNull();
});

it("mails once for two presses, and a few times in a day, and holds nothing that it shows", async () => {
  const { invitations } = await kept("asked@example.org");
  const invitation = at(invitations, 0);
  const mails = () =>
    db().outboxMessage.findMany({
      where: { template: "address-proof", invitationId: invitation.id },
    });
  await Promise.all([1, 2].map(() => askForAddressProof(invitation, now)));
  const [mail] = await mails();
  expect(await mails()).toHaveLength(1);
  for (let hour = 1; hour < 9; hour += 1) await askForAddressProof(invitation, hours(hour));
  expect((await mails()).length).toBeLessThanOrEqual(4);
  const rendered = mail && (await renderProofMail(mail));
  if (rendered === undefined || "skip" in rendered) throw new Error("nothing was rendered");
  expect(rendered.to.address).toBe("asked@example.org");
  const token = /\/answer\/address\/(\S+)/.exec(rendered.text)?.[1] ?? "";
  expect(await findProvenAddress(token, now)).toMatchObject({ invitationId: invitation.id });
  expect(rendered.text).not.toMatch(/sings|A survey/);
});

it("shows every author's entry, and takes all of it out; that nobody may write there holds by a hash", async () => {
  const { surveys, invitations } = await kept(email);
  const [mine, theirs] = [at(surveys, 0), at(surveys, 1)];
  await db().colleagueSuggestion.create({
    data: { surveyId: theirs.survey.id, name: "Canary", email, note: "Canary knows" },
  });
  await db().selfNomination.create({
    data: { surveyId: mine.survey.id, name: "Canary", email, note: "I am Canary" },
  });
  await db().contactBlock.create({ data: { email, userId: mine.owner.id } });
  await stopMails(at(invitations, 1), "site", now);
  const held = await findHeldUnder(email);
  expect(held.contacts.map(({ keptBy, notes }) => [keptBy, notes])).toEqual(
    expect.arrayContaining([
      [`Author A <${mine.owner.email}>`, "Canary sings too long"],
      [`Author A <${theirs.owner.email}>`, "Canary sings too long"],
    ]),
  );
  expect(held.surveys).toHaveLength(2);
  expect([held.suggestions.length, held.requests.length, held.blocks.length]).toEqual([1, 1, 2]);
  expect(JSON.stringify(await findHeldUnder("other@example.org"))).not.toMatch(/Canary/);

  // Address books alone: the invitations stay, and a stranger's id among them changes nothing.
  const stranger = await seedInvitation(mine.survey.id, { name: "Another" });
  const without = { email, block: false, now };
  expect(await eraseAddress({ ...without, invitationIds: [stranger.id] })).toEqual([]);
  expect(await db().invitation.count({ where: { id: stranger.id, erasedAt: null } })).toBe(1);
  expect(await db().contact.count({ where: { email } })).toBe(0);
  const blockedBy = async ({ survey, owner }: typeof mine) =>
    (await listInvitationsWithBlocks(survey.id, owner.id))
      .filter((row) => row.email === email)
      .map((row) => row.blockedBy);
  expect([await blockedBy(mine), await blockedBy(theirs)]).toEqual([["owner"], ["owner"]]);

  // Everything: no row has the address or a word about the person.
  await eraseAddress({ ...without, invitationIds: invitations.map(({ id }) => id) });
  expect((await allRows()).toLowerCase()).not.toContain("canary");
  const again = await seedSurvey(now, [why]);
  const add = () =>
    addInvitations({
      surveyId: again.survey.id,
      actorId: again.owner.id,
      now,
      invitees: [{ name: "C", email, affiliation: "" }],
    });
  expect(await add()).toMatchObject({ value: { added: 0, blocked: 1 } });

  // Only the owner of the address takes it back, by the link in a mail that had left before.
  await resumeMails({ id: stranger.id, surveyId: mine.survey.id, email });
  expect(await add()).toMatchObject({ value: { added: 1, blocked: 0 } });
});

it("being erased from one survey takes the address out of what was asked and named there, and out of blocks", async () => {
  const address = "finch@example.org";
  const { surveys, invitations } = await kept(address);
  const [here, elsewhere] = [at(surveys, 0), at(surveys, 1)];
  for (const { survey } of [here, elsewhere]) {
    await db().selfNomination.create({
      data: { surveyId: survey.id, name: "Finch", email: address },
    });
  }
  await stopMails(at(invitations, 0), "site", now);
  expect(await erasePerson(at(invitations, 0).id, now)).toMatchObject({ ok: true });
  const held = await findHeldUnder(address);
  // Others' books are theirs, and are shown and emptied where the address is proven.
  expect([held.contacts.length, held.requests.length, held.surveys.length]).toEqual([2, 1, 1]);
  expect(await db().contactBlock.count({ where: { email: address } })).toBe(0);
  expect(held.blocks.map(({ author }) => author)).toEqual([null]);
});
