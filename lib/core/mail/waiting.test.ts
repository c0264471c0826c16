import { expect, it } from "vitest";
import { keepsAllMail, paceInWords, whyMailWaits } from "./waiting";

it("tells a password from a server that is away and from one that is busy", () => {
  for (const reason of [
    "Invalid login: 535 5.7.8 Error: authentication failed",
    "Mail command failed: 530 5.7.0 Authentication required",
    "534-5.7.9 Please log in with your web browser",
  ]) {
    expect(keepsAllMail(reason)).toBe(true);
    expect(whyMailWaits(reason)).toMatch(/^The mail server does not let this site in\./);
  }
  for (const reason of ["connect ECONNREFUSED 127.0.0.1:25", "Greeting never received"]) {
    expect(keepsAllMail(reason)).toBe(true);
    expect(whyMailWaits(reason)).toMatch(/^The mail server cannot be reached\./);
  }
  const busy = "450 4.7.1 Try again later";
  expect(keepsAllMail(busy)).toBe(false);
  expect(whyMailWaits(busy)).toMatch(/^The mail server asked to be given some of them again\./);
});

it("says how long a sending takes at least under the site's bounds, and nothing without any", () => {
  const pace = (perMinute: number, perMinuteAndDomain: number, toLeave: number) =>
    paceInWords({ perMinute, perMinuteAndDomain }, toLeave);
  expect(pace(0, 0, 70)).toBe("");
  expect(pace(40, 0, 0)).toBe("");
  expect(pace(40, 0, 70)).toBe("At most 40 mails a minute: this takes 2 minutes or more.");
  expect(pace(40, 5, 40)).toBe(
    "At most 40 mails a minute, 5 of them to one domain: this takes 1 minute or more.",
  );
  expect(pace(0, 5, 40)).toBe("At most 5 mails a minute to one domain.");
  expect(pace(1, 0, 150)).toBe("At most 1 mail a minute: this takes 3 hours or more.");
});
