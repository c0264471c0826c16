import { type Env, env } from "./env";

/** The model that the operator configured. */
export type ModelSettings = {
  readonly baseUrl: string;
  readonly model: string;
  readonly apiKey: string | undefined;
  readonly timeoutMs: number;
  /** For a million tokens; null where the operator gave none. */
  readonly prices: { readonly input: number; readonly output: number } | null;
};

type ModelEnv = Pick<Env, Extract<keyof Env, `LLM_${string}`>>;

/** Reads the settings of the model; null where none is configured. */
export function modelSettings(settings: ModelEnv = env()): ModelSettings | null {
  const { LLM_BASE_URL, LLM_MODEL, LLM_API_KEY, LLM_INPUT_PRICE, LLM_OUTPUT_PRICE } = settings;
  if (LLM_BASE_URL === undefined || LLM_MODEL === undefined) return null;
  return {
    baseUrl: LLM_BASE_URL,
    model: LLM_MODEL,
    apiKey: LLM_API_KEY,
    timeoutMs: (settings.LLM_TIMEOUT_SECONDS ?? 60) * 1000,
    prices:
      LLM_INPUT_PRICE === undefined || LLM_OUTPUT_PRICE === undefined
        ? null
        : { input: LLM_INPUT_PRICE, output: LLM_OUTPUT_PRICE },
  };
}

/** The host that text is sent to, as experts read it; null where no model is configured. */
export function modelHost(settings: ModelSettings | null = modelSettings()): string | null {
  return settings === null ? null : new URL(settings.baseUrl).host;
}
