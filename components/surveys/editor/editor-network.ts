import type {
  EditorState,
  FieldEdit,
  QuestionChange,
  QuestionDecision,
  SavedFields,
} from "@/lib/surveys/editor/schema";

/** What became of a request. */
export type Reply<T> =
  | { readonly kind: "done"; readonly value: T }
  /** The same again later. */
  | {
      readonly kind: "failed";
      readonly why: "offline" | "busy";
      readonly retryAfterMs: number | null;
    }
  /** "ended": signed out; "closed": no editor of this survey any more. */
  | { readonly kind: "halted"; readonly why: "ended" | "closed" }
  /** The server will not do this, now or later. */
  | { readonly kind: "refused"; readonly reason: string };

/** How the editor reaches the server. */
export type EditorNetwork = {
  readonly save: (
    edits: readonly FieldEdit[],
    decisions: readonly QuestionDecision[],
    leaving: boolean,
  ) => Promise<Reply<SavedFields>>;
  readonly change: (change: QuestionChange) => Promise<Reply<EditorState>>;
  /** What is stored now; null when nothing has changed since that revision and that stamp of the answers. */
  readonly read: (since: number, answers: string) => Promise<Reply<EditorState | null>>;
};

/** What a browser sends on although the page goes away. */
const keepaliveLimitBytes = 60_000;

/** The editor's requests over this browser's network. */
export function editorNetwork(surveyId: string): EditorNetwork {
  const address = `/api/editor/v1/surveys/${surveyId}`;
  const post = (path: string, content: unknown, leaving: boolean) => {
    const body = JSON.stringify(content);
    return ask(address + path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
      keepalive: new Blob([body]).size < keepaliveLimitBytes,
      ...(leaving ? {} : { signal: AbortSignal.timeout(15_000) }),
    });
  };
  return {
    save: async (edits, decisions, leaving) =>
      mapped(await post("", { edits, decisions }, leaving), (body) => body as SavedFields),
    change: async (change) =>
      mapped(await post("/questions", change, false), (body) => (body as Stored).state),
    read: async (since, answers) =>
      mapped(
        await ask(`${address}?since=${since}&answers=${answers}`, {
          signal: AbortSignal.timeout(15_000),
        }),
        (body) => (body === null ? null : (body as Stored).state),
      ),
  };
}

/** The answer of the editor's own routes: their types are the schema's. */
type Stored = { readonly state: EditorState };

function mapped<T>(reply: Reply<unknown>, read: (body: unknown) => T): Reply<T> {
  return reply.kind === "done" ? { kind: "done", value: read(reply.value) } : reply;
}

async function ask(url: string, init: RequestInit): Promise<Reply<unknown>> {
  try {
    const response = await fetch(url, init);
    if (response.status === 204) return { kind: "done", value: null };
    if (response.status === 401) return { kind: "halted", why: "ended" };
    if (response.status === 403 || response.status === 404) {
      return { kind: "halted", why: "closed" };
    }
    if (response.status === 429 || response.status >= 500) {
      const seconds = Number(response.headers.get("Retry-After") ?? Number.NaN);
      const retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : null;
      return { kind: "failed", why: "busy", retryAfterMs };
    }
    const body: unknown = await response.json();
    if (response.ok) return { kind: "done", value: body };
    const reason = typeof body === "object" && body !== null && "reason" in body ? body.reason : "";
    return { kind: "refused", reason: String(reason) };
  } catch {
    return { kind: "failed", why: "offline", retryAfterMs: null };
  }
}
