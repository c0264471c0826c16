import { describe, expect, it } from "vitest";
import { adviceOn } from "./advice";

describe("adviceOn", () => {
  it.each([
    ["connect ECONNREFUSED 127.0.0.1:25", /host and port/],
    ["getaddrinfo ENOTFOUND mail.example.org", /name of the mail server/],
    ["error:0A00010B:SSL routines::wrong version number", /smtps:\/\/ for port 465/],
    ["Invalid login: 535 5.7.8 Authentication credentials invalid", /user and password/],
    ["554 5.7.1 <a@example.org>: Relay access denied", /MAIL_FROM/],
    ["550 5.7.26 Unauthenticated email is not accepted: DMARC policy", /SPF, DKIM and DMARC/],
    ["550 5.1.1 <a@example.org>: no such user here", /does not exist/],
    ["552 5.2.2 Mailbox full", /full/],
    ["451 4.7.1 Greylisted, come back later", /by itself/],
    ["self-signed certificate in certificate chain", /NODE_EXTRA_CA_CERTS/],
  ])("says of %j what to do", (reason, words) => {
    expect(adviceOn(reason, "failed")).toMatch(words);
  });

  it("says of what it does not know whether anything happens by itself", () => {
    expect(adviceOn("something odd", "queued")).toMatch(/tried again by itself/);
    expect(adviceOn("something odd", "failed")).toMatch(/did not take it/);
    expect(adviceOn("550 5.1.1 no such user", "unknown")).toMatch(/the author decides/);
  });
});
