import { afterAll, describe, expect, it } from "vitest";
import { useFreshDatabase } from "@/e2e/support/fresh-database";

await useFreshDatabase();

// Read their settings when they are first used, so they come after the line above.
const { at, granted, seedInvitation, seedSurvey, willIt } = await import("@/e2e/support/seeds");
const { readContact } = await import("@/lib/core/contacts/contact");
const { contactsCsv } = await import("@/lib/core/contacts/contacts-file");
const { hasEndedMails } = await import("@/lib/invitations/unsubscribe/queries");
const { db } = await import("@/lib/platform/db");
const {
  addContactsToSurvey,
  blockContact,
  eraseContact,
  importContacts,
  previewImport,
  saveContact,
} = await import("./commands");
const { factsOf, findContact, listContacts, searchContacts } = await import("./queries");

const now = new Date("2026-01-05T10:00:00Z");

afterAll(() => db().$disconnect());

async function book() {
  const user = await db().user.create({ data: { email: `${crypto.randomUUID()}@example.org` } });
  const act = { actorId: user.id, now };
  const put = async (typed: Parameters<typeof readContact>[0]) => {
    const read = readContact(typed);
    if (!read.ok) throw new Error(JSON.stringify(read.problems));
    return granted(await saveContact({ ...act, contact: read.contact })).id;
  };
  const load = async (text: string) => {
    const { seen } = await previewImport(user.id, text, null);
    return importContacts({ ...act, text, match: null, seen });
  };
  return { user, act, put, load };
}

describe("an address book", () => {
  it("is its author's alone: for another it does not exist", async () => {
    const mine = await book();
    const theirs = await book();
    const id = await mine.put({ name: "Ada", email: "ada@example.org", notes: "mine" });
    expect(await findContact(id, theirs.user.id)).toBeNull();
    expect(await listContacts(theirs.user.id)).toEqual([]);
    expect((await searchContacts(theirs.user.id, "ada")).count).toBe(0);
    const contact = factsOf(at(await listContacts(mine.user.id), 0));
    const gone = { ok: false, reason: "not-found" };
    expect(await saveContact({ ...theirs.act, contactId: id, contact })).toEqual(gone);
    expect(await eraseContact({ ...theirs.act, contactId: id })).toEqual(gone);
    expect(await blockContact({ ...theirs.act, contactId: id, blocked: true })).toEqual(gone);
    const { survey } = await seedSurvey(now, [willIt], {
      members: { create: { userId: theirs.user.id, role: "owner" } },
    });
    const add = { surveyId: survey.id, contactIds: [id] };
    expect(await addContactsToSurvey({ ...theirs.act, ...add })).toEqual(gone);
    expect(await addContactsToSurvey({ ...mine.act, ...add })).toEqual(gone);
    expect(await db().invitation.count({ where: { surveyId: survey.id } })).toBe(0);
    // The same person in another's book is another entry.
    await theirs.put({ name: "A.", email: "ada@example.org" });
    expect((await findContact(id, mine.user.id))?.notes).toBe("mine");
  });

  it("has an address once, and finds people by any word of theirs", async () => {
    const { user, act, put } = await book();
    const id = await put({ name: "Ada_100%", email: "ada@example.org", affiliation: "Zürich" });
    const other = await put({ name: "Bob", email: "bob@example.org" });
    const contact = factsOf(at(await listContacts(user.id), 0));
    expect(await saveContact({ ...act, contact })).toEqual({ ok: false, reason: "conflict" });
    const taken = { ...act, contactId: other, contact };
    expect(await saveContact(taken)).toEqual({ ok: false, reason: "conflict" });
    for (const [search, found] of [
      ["zürich ada", [id]],
      ["ZÜRICH", [id]],
      ["zurich", [id]],
      ["%", [id]],
      ["_", [id]],
      ["bob zürich", []],
      ["", [id, other]],
    ] as const) {
      const { contacts } = await searchContacts(user.id, search);
      expect(
        contacts.map((one) => one.id),
        search,
      ).toEqual(found);
    }
  });
});

describe("importing", () => {
  it("saves everybody or nobody, and a file again changes nothing", async () => {
    const { user, load } = await book();
    const bad = "name,email,orcid\nAda,ada@example.org,\nBob,bob,0000-0002-1825-0098";
    expect(await load(bad)).toMatchObject({
      ok: false,
      problems: [{ at: "line 3, email" }, { at: "line 3, orcid" }],
    });
    expect(await listContacts(user.id)).toEqual([]);
    const good = "name,email\nAda,ada@example.org\n=Bob,bob@example.org\nAda L.,ADA@example.org";
    expect(await load(good)).toEqual({ ok: true, value: { added: 2, changed: 0 } });
    expect(await load(good)).toEqual({ ok: true, value: { added: 0, changed: 0 } });
    const people = (await listContacts(user.id)).map(factsOf);
    expect(people.map(({ name }) => name)).toEqual(["=Bob", "Ada L."]);
    const file = contactsCsv(people);
    expect(file).toContain("'=Bob");
    expect(await load(file)).toEqual({ ok: true, value: { added: 0, changed: 0 } });
  });

  it("saves nothing that was not shown: the book may have changed since", async () => {
    const { user, act, put } = await book();
    const text = "name,email\nAda,ada@example.org";
    const { seen } = await previewImport(user.id, text, null);
    await put({ name: "Mine", email: "ada@example.org" });
    const stale = { ...act, text, match: null, seen };
    expect(await importContacts(stale)).toEqual({ ok: false, reason: "conflict" });
    expect(await listContacts(user.id)).toMatchObject([{ name: "Mine" }]);
    const fresh = await previewImport(user.id, text, null);
    expect(fresh.plan?.changed).toHaveLength(1);
    granted(await importContacts({ ...stale, seen: fresh.seen }));
    expect(await listContacts(user.id)).toMatchObject([{ name: "Ada" }]);
  });
});

describe("do not contact", () => {
  it("holds across surveys and outlives the entry; inviting leaves such people out", async () => {
    const { user, act, put } = await book();
    const id = await put({ name: "Ada", email: "ada@example.org", language: "de" });
    const friend = await put({ name: "Bob", email: "bob@example.org" });
    const members = { create: { userId: user.id, role: "owner" as const } };
    const { survey } = await seedSurvey(now, [willIt], { members });
    const invitation = await seedInvitation(survey.id, { email: "ada@example.org" });
    expect(await hasEndedMails(invitation.id)).toBe(false);
    const block = { ...act, contactId: id, blocked: true };
    expect(await blockContact(block)).toEqual({ ok: true, value: null });
    expect(await blockContact(block)).toEqual({ ok: true, value: null });
    expect(await hasEndedMails(invitation.id)).toBe(true);
    expect((await findContact(id, user.id))?.blockedBy).toBe("reader");
    const { survey: second } = await seedSurvey(now, [willIt], { members });
    const add = { ...act, surveyId: second.id, contactIds: [id, friend] };
    expect(await addContactsToSurvey(add)).toEqual({
      ok: true,
      value: { added: 1, blocked: 1, there: 0 },
    });
    granted(await eraseContact({ ...act, contactId: id }));
    expect(await findContact(id, user.id)).toBeNull();
    expect(await hasEndedMails(invitation.id)).toBe(true);
    const again = await put({ name: "Ada", email: "ada@example.org", language: "de" });
    expect((await findContact(again, user.id))?.blockedBy).toBe("reader");
    granted(await blockContact({ ...act, contactId: again, blocked: false }));
    expect(await addContactsToSurvey({ ...add, contactIds: [again, friend] })).toEqual({
      ok: true,
      value: { added: 1, blocked: 0, there: 1 },
    });
    const invited = await db().invitation.findMany({
      where: { surveyId: second.id },
      orderBy: { email: "asc" },
    });
    expect(invited).toMatchObject([{ name: "Ada", language: "de" }, { name: "Bob" }]);
  });
});

it("leaves no name or address in the audit trail", async () => {
  const { user, put, load } = await book();
  await put({ name: "Canary", email: "canary@example.org" });
  await load("name,email\nCanary Two,canary2@example.org");
  const events = await db().auditEvent.findMany({
    where: { actorId: user.id },
    orderBy: { id: "asc" },
  });
  expect(events.map(({ kind }) => kind)).toEqual(["contact.added", "contacts.imported"]);
  expect(JSON.stringify(events).toLowerCase()).not.toContain("canary");
});
