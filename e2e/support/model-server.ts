import { createServer, type ServerResponse } from "node:http";

/** What a request to the model held. */
export type ModelRequest = {
  readonly path: string;
  readonly authorization: string | undefined;
  readonly model: string;
  readonly system: string;
  readonly prompt: string;
  /** "json_schema", "json_object" or undefined. */
  readonly format: string | undefined;
  /** The data that stand between the marks of the prompt; null where there are none. */
  readonly data: SentData | null;
};

export type SentData = {
  readonly question: { readonly prompt: string; readonly kind: string };
  readonly figures: readonly { readonly statistic: string; readonly value: string }[];
  readonly sentences: readonly { readonly place: string; readonly text: string }[];
  readonly answers: readonly { readonly answer: string; readonly text: string }[];
  readonly points?: readonly { readonly point: string; readonly words: string }[];
};

/** How the server answers one request. */
export type ModelBehaviour = (request: ModelRequest, response: ServerResponse) => void;

/** A server that speaks the chat protocol as OpenAI-compatible ones do, and behaves as it is told. */
export async function startModelServer(): Promise<{
  readonly baseUrl: string;
  readonly requests: ModelRequest[];
  behave(behaviour: ModelBehaviour): void;
  close(): Promise<void>;
}> {
  const requests: ModelRequest[] = [];
  let behaviour: ModelBehaviour = says({ sentences: [] });
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (chunk: string) => {
      body += chunk;
    });
    request.on("end", () => {
      const read = readRequest(request.url ?? "", request.headers.authorization, body);
      requests.push(read);
      behaviour(read, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    requests,
    behave(next) {
      behaviour = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function readRequest(path: string, authorization: string | undefined, body: string): ModelRequest {
  const parsed = JSON.parse(body) as {
    model: string;
    messages: { role: string; content: string | { text: string }[] }[];
    response_format?: { type: string };
  };
  const said = (role: string) => {
    const content = parsed.messages.find((message) => message.role === role)?.content ?? "";
    return typeof content === "string" ? content : content.map(({ text }) => text).join("");
  };
  const prompt = said("user");
  const data = /<data mark="[^"]*">\n([\s\S]*)\n<\/data mark="[^"]*">/.exec(prompt)?.[1];
  return {
    path,
    authorization,
    model: parsed.model,
    system: said("system"),
    prompt,
    format: parsed.response_format?.type,
    data: data === undefined ? null : (JSON.parse(data) as SentData),
  };
}

/** Replies as a well-behaved server does; `content` is the model's whole message. */
export function saysText(
  content: string | null,
  { finish = "stop", refusal }: { finish?: string; refusal?: string } = {},
): ModelBehaviour {
  return (request, response) => {
    response.writeHead(200, { "Content-Type": "application/json" });
    response.end(
      JSON.stringify({
        id: "reply",
        object: "chat.completion",
        created: 1,
        model: request.model,
        choices: [
          {
            index: 0,
            finish_reason: finish,
            message: { role: "assistant", content, ...(refusal === undefined ? {} : { refusal }) },
          },
        ],
        usage: { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 },
      }),
    );
  };
}

/** Replies with JSON, made of the request where it is a function. */
export function says(reply: unknown | ((request: ModelRequest) => unknown)): ModelBehaviour {
  return (request, response) => {
    const made = typeof reply === "function" ? reply(request) : reply;
    saysText(JSON.stringify(made))(request, response);
  };
}

/** Replies with a status, as a server does that is overloaded, broken or moved. */
export function answersStatus(
  status: number,
  headers: Readonly<Record<string, string>> = {},
): ModelBehaviour {
  return (_, response) => {
    response.writeHead(status, { "Content-Type": "application/json", ...headers });
    response.end(JSON.stringify({ error: { message: "no", type: "no", code: null, param: null } }));
  };
}
