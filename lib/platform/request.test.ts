import { beforeAll, describe, expect, it } from "vitest";

beforeAll(() => {
  Object.assign(process.env, {
    DATABASE_URL: "postgresql://app@127.0.0.1:1/app",
    SITE_URL: "https://ask.example.org",
    SECRET: "q7Yp2vXkLw9ZsR4tNc8BhJ3mEd6FgA1u",
    SMTP_URL: "smtp://127.0.0.1:1",
    TRUSTED_PROXIES: "10.0.0.0/8",
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
  it.each([
    ["a client behind a proxy on this machine", "203.0.113.7, 127.0.0.1", "203.0.113.7"],
    ["a client that wrote an address before its own", "1.1.1.1, 203.0.113.7, ::1", "203.0.113.7"],
    ["a direct client that wrote an address", "1.1.1.1, 203.0.113.7", "203.0.113.7"],
    ["a direct client that claims to be this machine", "127.0.0.1, 203.0.113.7", "203.0.113.7"],
    [
      "a client behind two proxies of ours",
      "203.0.113.7, 10.1.2.3, ::ffff:127.0.0.1",
      "203.0.113.7",
    ],
    ["a client of the same name as nothing", "unknown, 127.0.0.1", "unknown"],
    ["somebody on this machine", "127.0.0.1", "127.0.0.1"],
  ])("of %s", (_, forwarded, expected) => {
    expect(clientAddress(new Headers({ "x-forwarded-for": forwarded }))).toBe(expected);
  });

  it("without any address is one for all", () => {
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
