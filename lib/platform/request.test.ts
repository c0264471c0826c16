import { beforeAll, describe, expect, it } from "vitest";

beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://app@127.0.0.1:1/app",
    SITE_URL: "https://ask.example.org",
    SECRET: "q7Yp2vXkLw9ZsR4tNc8BhJ3mEd6FgA1u",
    SMTP_URL: "smtp://127.0.0.1:1",
  });
});

const { clientAddress, cookieOptions, isSameOrigin, siteUrl } = await import("./request");
const { hmacToken, sameSecret } = await import("./tokens");

describe("isSameOrigin", () => {
  it.each([
    [{ "sec-fetch-site": "same-origin" }, true],
    [{ "sec-fetch-site": "none" }, true],
    [{ "sec-fetch-site": "same-site" }, false],
    [{ "sec-fetch-site": "cross-site", origin: "https://ask.example.org" }, false],
    [{ origin: "https://ask.example.org" }, true],
    [{ origin: "http://127.0.0.1:3000", host: "127.0.0.1:3000" }, true],
    [{ origin: "https://evil.example", host: "127.0.0.1:3000" }, false],
    [{ origin: "null", host: "127.0.0.1:3000" }, false],
  ])("of %j is %s", (headers, expected) => {
    expect(isSameOrigin(new Headers(headers))).toBe(expected);
  });
});

describe("siteUrl", () => {
  it.each([
    ["/answer", "https://ask.example.org/answer"],
    ["//evil.example", "https://ask.example.org/"],
    ["/\\evil.example", "https://ask.example.org/"],
    ["https://evil.example", "https://ask.example.org/"],
  ])("of %j stays on the site", (path, expected) => {
    expect(siteUrl(path)).toBe(expected);
  });
});

describe("clientAddress", () => {
  it("trusts only what the nearest proxy added", () => {
    const headers = new Headers({ "x-forwarded-for": "1.1.1.1, 203.0.113.7" });
    expect(clientAddress(headers)).toBe("203.0.113.7");
    expect(clientAddress(new Headers())).toBe("direct");
  });
});

describe("cookies and tokens", () => {
  it("are secure on a site that is reached over https", () => {
    expect(cookieOptions(60)).toMatchObject({ secure: true, httpOnly: true, sameSite: "lax" });
  });

  it("differ by purpose and by where their parts are cut", () => {
    const tokens = [
      hmacToken("invitation", "a", "bc"),
      hmacToken("invitation", "ab", "c"),
      hmacToken("sign-in", "a", "bc"),
    ];
    expect(new Set(tokens).size).toBe(3);
    expect(hmacToken("invitation", "a", "bc")).toBe(tokens[0]);
    expect(tokens[0]).toMatch(/^[\w-]{43}$/);
  });

  it("are compared whole", () => {
    expect(sameSecret("abc", "abc")).toBe(true);
    expect(sameSecret("abc", "abcd")).toBe(false);
  });
});
