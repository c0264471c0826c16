import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import {
  APICallError,
  extractJsonMiddleware,
  generateText,
  jsonSchema,
  NoObjectGeneratedError,
  Output,
  wrapLanguageModel,
} from "ai";
import { z } from "zod";
import type { ModelSettings } from "./model-settings";

/** How asking ended. Nothing in it repeats what was sent or received, except a complete reply. */
export type ModelAnswer = {
  readonly inputTokens: number | null;
  readonly outputTokens: number | null;
} & (
  | { readonly outcome: "answered"; readonly reply: unknown }
  | { readonly outcome: "limited"; readonly retryAfterSeconds: number | null }
  | {
      /** The model would not; what came was no JSON, cut off, or too long; it took too long; nothing usable came. */
      readonly outcome: "refused" | "invalid" | "truncated" | "oversized" | "timeout" | "failed";
    }
);

/** More than any reply that is wanted, with room for a model that thinks aloud. */
const mostBytes = 512 * 1024;
const mostTokens = 8_000;

class OversizedError extends Error {
  override name = "OversizedError";
}

/** Fetches from the configured host alone, and no more than a reply may be long. */
async function boundedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  // A redirect would send the text to a host that nobody was told of.
  const response = await fetch(input, { ...init, redirect: "error" });
  if (response.body === null) return response;
  let bytes = 0;
  const bounded = response.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > mostBytes) controller.error(new OversizedError());
        else controller.enqueue(chunk);
      },
    }),
  );
  return new Response(bounded, {
    status: response.status,
    statusText: response.statusText,
    headers: response.headers,
  });
}

function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let at = error; at !== undefined && at !== null && chain.length < 6; ) {
    chain.push(at);
    at = at instanceof Error ? at.cause : undefined;
  }
  return chain;
}

function retryAfter(headers: Readonly<Record<string, string>> | undefined, now: number) {
  const value = headers?.["retry-after"];
  if (value === undefined) return null;
  const seconds = /^\d+$/.test(value.trim())
    ? Number(value)
    : Math.ceil((Date.parse(value) - now) / 1000);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}

const noTokens = { inputTokens: null, outputTokens: null };

function failure(error: unknown, timedOut: boolean): ModelAnswer {
  if (timedOut) return { ...noTokens, outcome: "timeout" };
  const chain = causes(error);
  if (chain.some((one) => one instanceof OversizedError)) {
    return { ...noTokens, outcome: "oversized" };
  }
  const status = chain.find((one) => APICallError.isInstance(one));
  if (status?.statusCode === 429) {
    const retryAfterSeconds = retryAfter(status.responseHeaders, Date.now());
    return { ...noTokens, outcome: "limited", retryAfterSeconds };
  }
  const empty = chain.find((one) => NoObjectGeneratedError.isInstance(one));
  if (empty !== undefined) {
    const usage = {
      inputTokens: empty.usage?.inputTokens ?? null,
      outputTokens: empty.usage?.outputTokens ?? null,
    };
    if (empty.finishReason === "content-filter") return { ...usage, outcome: "refused" };
    return { ...usage, outcome: empty.finishReason === "length" ? "truncated" : "invalid" };
  }
  // An answer of the server that is no answer of the protocol.
  if (status?.statusCode === 200) return { ...noTokens, outcome: "invalid" };
  return { ...noTokens, outcome: "failed" };
}

/**
 * Asks the model once, without repeating by itself. Every failure is a value; the only exception is that the caller
 * stopped it.
 * @throws the signal's reason when `signal` is aborted.
 */
export async function askModel(
  settings: ModelSettings,
  request: { readonly system: string; readonly prompt: string; readonly schema: z.ZodType },
  signal: AbortSignal,
): Promise<ModelAnswer> {
  // Its warnings would be written to the terminal, past the log.
  globalThis.AI_SDK_LOG_WARNINGS = false;
  const deadline = AbortSignal.timeout(settings.timeoutMs);
  const ask = async (structured: boolean): Promise<ModelAnswer> => {
    const provider = createOpenAICompatible({
      name: "model",
      baseURL: settings.baseUrl,
      fetch: boundedFetch,
      supportsStructuredOutputs: structured,
      ...(settings.apiKey === undefined ? {} : { apiKey: settings.apiKey }),
    });
    const result = await generateText({
      model: wrapLanguageModel({
        model: provider(settings.model),
        middleware: extractJsonMiddleware(),
      }),
      system: request.system,
      prompt: request.prompt,
      // The shape is asked for here and looked at by the caller, entry by entry.
      output: Output.object({ schema: jsonSchema(z.toJSONSchema(request.schema) as object) }),
      maxOutputTokens: mostTokens,
      maxRetries: 0,
      abortSignal: AbortSignal.any([signal, deadline]),
    });
    const usage = {
      inputTokens: result.usage.inputTokens ?? null,
      outputTokens: result.usage.outputTokens ?? null,
    };
    if (result.finishReason === "content-filter") return { ...usage, outcome: "refused" };
    if (result.finishReason === "length") return { ...usage, outcome: "truncated" };
    if (result.text.trim() === "") return { ...usage, outcome: "invalid" };
    return { ...usage, outcome: "answered", reply: result.output };
  };
  try {
    try {
      return await ask(true);
    } catch (error) {
      // Servers that know no schemas refuse one; the shape stands in the words of the request too.
      const refused = causes(error).find((one) => APICallError.isInstance(one))?.statusCode;
      if (refused !== 400 && refused !== 422) throw error;
      return await ask(false);
    }
  } catch (error) {
    signal.throwIfAborted();
    return failure(error, deadline.aborted);
  }
}
