import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  answersStatus,
  type ModelBehaviour,
  says,
  saysText,
  startModelServer,
} from "@/e2e/support/model-server";
import { askModel } from "./model";
import { type ModelSettings, modelHost, modelSettings } from "./model-settings";

const server = await startModelServer();
afterAll(() => server.close());
beforeEach(() => {
  server.requests.length = 0;
});

const schema = z.object({ sentences: z.array(z.string()) });
const request = { system: "Do as told.", prompt: "Secret words of an answer.", schema };
const settings: ModelSettings = {
  baseUrl: server.baseUrl,
  model: "local",
  apiKey: "sk-1",
  timeoutMs: 20_000,
  prices: null,
};
const ask = (behaviour: ModelBehaviour, changes: Partial<ModelSettings> = {}) => {
  server.behave(behaviour);
  return askModel({ ...settings, ...changes }, request, new AbortController().signal);
};

it("asks once, with the key, the words and the shape that is wanted", async () => {
  const answer = await ask(says({ sentences: ["one"] }));
  expect(answer).toEqual({
    outcome: "answered",
    reply: { sentences: ["one"] },
    inputTokens: 1000,
    outputTokens: 100,
  });
  expect(server.requests).toHaveLength(1);
  expect(server.requests[0]).toMatchObject({
    path: "/v1/chat/completions",
    authorization: "Bearer sk-1",
    model: "local",
    system: request.system,
    prompt: request.prompt,
    format: "json_schema",
  });
});

it("reads JSON that a local model put between fences", async () => {
  const answer = await ask(saysText('```json\n{"sentences": []}\n```'));
  expect(answer).toMatchObject({ outcome: "answered", reply: { sentences: [] } });
});

it("asks again without a schema where the server knows none", async () => {
  const answer = await ask((asked, response) => {
    const behave =
      asked.format === "json_schema" ? answersStatus(400) : says({ sentences: ["two"] });
    behave(asked, response);
  });
  expect(answer).toMatchObject({ outcome: "answered", reply: { sentences: ["two"] } });
  expect(server.requests.map(({ format }) => format)).not.toContain(undefined);
  expect(server.requests).toHaveLength(2);
});

describe("takes whatever a server does", () => {
  it.each([
    ["limited", answersStatus(429, { "Retry-After": "17" })],
    ["failed", answersStatus(500)],
    ["failed", answersStatus(401)],
    ["failed", answersStatus(400)],
    ["failed", answersStatus(302, { Location: "http://127.0.0.1:9/v1" })],
    ["invalid", saysText("I would rather talk.")],
    ["invalid", saysText('{"sentences": ["one"')],
    ["invalid", saysText("")],
    ["invalid", saysText(null)],
    ["truncated", saysText('{"sentences": ["one"', { finish: "length" })],
    ["truncated", saysText('{"sentences": []}', { finish: "length" })],
    ["refused", saysText(null, { refusal: "I cannot do that." })],
    ["refused", saysText("", { finish: "content_filter" })],
    ["oversized", saysText(`{"sentences": ["${"a".repeat(700_000)}"]}`)],
    [
      "invalid",
      (_: unknown, response: Parameters<ModelBehaviour>[1]) => {
        response.writeHead(200, { "Content-Type": "text/html" });
        response.end("<html>It works!</html>");
      },
    ],
    [
      "failed",
      (_: unknown, response: Parameters<ModelBehaviour>[1]) => {
        response.destroy();
      },
    ],
    [
      "oversized",
      (_: unknown, response: Parameters<ModelBehaviour>[1]) => {
        // Never ends, and is never slow.
        response.writeHead(200, { "Content-Type": "application/json" });
        const pour = () => {
          while (!response.destroyed && response.write("  ".repeat(8_192)));
          if (!response.destroyed) response.once("drain", pour);
        };
        pour();
      },
    ],
  ] as [string, ModelBehaviour][])("%s", async (outcome, behaviour) => {
    const answer = await ask(behaviour);
    expect(answer.outcome).toBe(outcome);
    expect(JSON.stringify(answer)).not.toContain("Secret words");
  });

  it("reads how long to wait, in seconds or as a date", async () => {
    expect(await ask(answersStatus(429, { "Retry-After": "17" }))).toMatchObject({
      retryAfterSeconds: 17,
    });
    const soon = new Date(Date.now() + 90_000).toUTCString();
    const answer = await ask(answersStatus(429, { "Retry-After": soon }));
    expect(answer.outcome === "limited" && answer.retryAfterSeconds).toBeGreaterThan(60);
    expect(await ask(answersStatus(429))).toMatchObject({ retryAfterSeconds: null });
    expect(await ask(answersStatus(429, { "Retry-After": "whenever" }))).toMatchObject({
      retryAfterSeconds: null,
    });
  });

  it.each([
    ["says nothing", () => undefined],
    [
      "drips and never ends",
      (_: unknown, response: Parameters<ModelBehaviour>[1]) => {
        response.writeHead(200, { "Content-Type": "application/json" });
        const timer = setInterval(() => response.write(" "), 20);
        response.on("close", () => clearInterval(timer));
      },
    ],
  ] as [string, ModelBehaviour][])("ends the wait for one that %s", async (_, behaviour) => {
    expect((await ask(behaviour, { timeoutMs: 300 })).outcome).toBe("timeout");
  });

  it("ends at once when it is stopped", async () => {
    server.behave(() => controller.abort(new Error("stopped")));
    const controller = new AbortController();
    await expect(askModel(settings, request, controller.signal)).rejects.toThrow("stopped");
  });

  it("has nobody to ask where nothing listens", async () => {
    expect((await ask(says({}), { baseUrl: "http://127.0.0.1:9/v1" })).outcome).toBe("failed");
  });
});

it("names the host that text is sent to", () => {
  expect(modelHost({ ...settings, baseUrl: "https://models.example.org/v1" })).toBe(
    "models.example.org",
  );
  expect(modelHost(null)).toBeNull();
  expect(modelSettings({})).toBeNull();
  expect(
    modelSettings({
      LLM_BASE_URL: "http://h/v1",
      LLM_MODEL: "m",
      LLM_INPUT_PRICE: 1,
      LLM_OUTPUT_PRICE: 2,
    }),
  ).toMatchObject({ prices: { input: 1, output: 2 }, timeoutMs: 60_000 });
});
