import { describe, expect, it } from "vitest";
import { parseEnv, SettingsError } from "./env";

const good = {
  DATABASE_URL: "postgresql://app:word@db.example.org:5432/app",
  SITE_URL: "https://ask.example.org",
  SECRET: "q7Yp2vXkLw9ZsR4tNc8BhJ3mEd6FgA1u",
  SMTP_URL: "smtps://user:word@mail.example.org:465",
};

describe("parseEnv", () => {
  it("takes a complete set, and the site's address without its trailing slash", () => {
    expect(parseEnv({ ...good, SITE_URL: "https://ask.example.org/" }).SITE_URL).toBe(
      "https://ask.example.org",
    );
  });

  it("names everything that is missing at once, in one line", () => {
    expect(() => parseEnv({})).toThrow(SettingsError);
    expect(() => parseEnv({})).toThrow(
      /^DATABASE_URL is not set; SITE_URL .+; SECRET is not set; SMTP_URL is not set$/,
    );
  });

  it.each([
    ["SECRET", "short", "at least 32 characters"],
    ["SECRET", "a".repeat(40), "easy to guess"],
    ["SECRET", "change-me-change-me-change-me-change-me", "easy to guess"],
    ["DATABASE_URL", "mysql://db.example.org/app", "postgresql://"],
    ["DATABASE_URL", "not an address", "postgresql://"],
    ["SMTP_URL", "mail.example.org", "smtp://"],
    ["SITE_URL", "ask.example.org", "http://"],
    ["SITE_URL", "ftp://ask.example.org", "http://"],
    ["TRUSTED_PROXIES", "10.0.0.0/8, proxy.example.org", "addresses or networks"],
    ["TRUSTED_PROXIES", "10.0.0.0/33", "addresses or networks"],
    ["TRUSTED_PROXIES", "10.0.0.0/8/8", "addresses or networks"],
    ["MAIL_FROM", "Name <a@b.org>\r\nBcc: c@d.org", "an address"],
  ])("refuses %s = %j without repeating it", (name, value, words) => {
    expect(() => parseEnv({ ...good, [name]: value })).toThrow(words);
    expect(() => parseEnv({ ...good, [name]: value })).not.toThrow(value);
  });

  it.each(["http://[::1]:3000", "http://localhost:3000", "https://ask.example.org/sub"])(
    "takes %s as the site's address",
    (address) => {
      expect(parseEnv({ ...good, SITE_URL: address }).SITE_URL).toBe(address);
    },
  );

  it("takes a model with its endpoint, and neither alone", () => {
    const model = { LLM_BASE_URL: "http://127.0.0.1:11434/v1/", LLM_MODEL: "llama3.1:8b" };
    expect(parseEnv({ ...good, ...model })).toMatchObject({
      LLM_BASE_URL: "http://127.0.0.1:11434/v1",
      LLM_MODEL: "llama3.1:8b",
    });
    expect(parseEnv({ ...good, LLM_BASE_URL: "", LLM_MODEL: "" }).LLM_MODEL).toBeUndefined();
    expect(() => parseEnv({ ...good, LLM_MODEL: "m" })).toThrow(
      /^LLM_BASE_URL is not set, but LLM_MODEL is$/,
    );
    expect(() => parseEnv({ ...good, LLM_BASE_URL: model.LLM_BASE_URL })).toThrow(
      /^LLM_MODEL is not set, but LLM_BASE_URL is$/,
    );
    expect(() => parseEnv({ ...good, LLM_API_KEY: "sk-not-to-be-repeated" })).toThrow(
      /^LLM_BASE_URL is not set, but LLM_API_KEY is$/,
    );
  });

  it.each([
    ["LLM_BASE_URL", "models.example.org", "http://"],
    ["LLM_BASE_URL", "https://user:word@models.example.org/v1", "LLM_API_KEY"],
    ["LLM_MODEL", "a\nb", "letters"],
    ["LLM_TIMEOUT_SECONDS", "soon", "number"],
    ["LLM_INPUT_PRICE", "-1", "LLM_INPUT_PRICE"],
  ])("refuses %s = %j", (name, value, words) => {
    const model = { LLM_BASE_URL: "http://127.0.0.1:1/v1", LLM_MODEL: "m" };
    expect(() => parseEnv({ ...good, ...model, [name]: value })).toThrow(words);
  });
});
