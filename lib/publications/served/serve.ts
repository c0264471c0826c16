import { createHash } from "node:crypto";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { type PublicResource, publicResource } from "@/lib/core/publication/public-resource";
import {
  partsOfPage,
  usedStyles,
  withoutUnreadProperties,
} from "@/lib/core/publication/used-styles";
import { ByteCache } from "@/lib/platform/byte-cache";
import { hostInUrl } from "@/lib/platform/network";
import { commonHeaders, contentSecurityPolicy } from "@/lib/platform/security-headers";
import { hmacToken, sameSecret } from "@/lib/platform/tokens";
import { readEpoch } from "./queries";

// The published pages of this process, kept as bytes under the epoch of their publication. The epoch lies in the database
// and is read for each request, so every instance gives out what is true when it is asked (docs/decisions/0020).

/** Marks a request that this process makes to itself to have a page rendered. */
const renderHeader = "x-consilience-render";

const roomBytes = 96 * 1024 * 1024;
const patienceMs = 60_000;

/** An answer kept in memory, in each form that it is sent in. */
type KeptAnswer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly identity: Buffer;
  readonly gzip: Buffer | null;
  readonly brotli: Buffer | null;
};

const cache = new ByteCache<KeptAnswer>(
  roomBytes,
  ({ identity, gzip, brotli }) =>
    identity.length + (gzip?.length ?? 0) + (brotli?.length ?? 0) + 1024,
);

let ownMark: string | undefined;

/** What a request asks for that is the same for everybody; null where it is for the application alone. */
function requested(request: IncomingMessage): PublicResource | null {
  const { method, headers, url = "" } = request;
  if (method !== "GET" && method !== "HEAD") return null;
  // A script's navigation and a request with a key are answers of their own.
  if ("rsc" in headers || "authorization" in headers) return null;
  const mark = headers[renderHeader];
  if (typeof mark === "string") {
    ownMark ??= hmacToken("render");
    if (sameSecret(mark, ownMark)) return null;
  }
  const at = url.indexOf("?");
  if (at === -1) return publicResource(url, new Map());
  return publicResource(url.slice(0, at), new Map(new URLSearchParams(url.slice(at + 1))));
}

/**
 * Answers a request for something public, from memory where that is still true. False where it is for something else, or
 * for something that is not there: then nothing has been written, and the application answers.
 */
export async function servePublic(
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const resource = requested(request);
  if (resource === null) return false;
  const epoch = await readEpoch(resource.slug);
  if (epoch === null) return false;
  const kept = await cache.get(
    resource.address,
    epoch.epoch,
    () => render(resource),
    ({ status }) => status === 200,
  );
  if (kept.status !== 200) return false;
  send(request, response, { ...kept, status: epoch.takenBack ? 410 : 200 });
  return true;
}

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);

const keptHeaders = ["content-disposition", "x-robots-tag", "access-control-allow-origin"];

async function render(resource: PublicResource): Promise<KeptAnswer> {
  const host = process.env["HOST"] || "127.0.0.1";
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  const origin = `http://${hostInUrl(reachable)}:${process.env["PORT"] ?? 3000}`;
  const response = await fetch(origin + resource.address, {
    headers: { [renderHeader]: hmacToken("render"), "accept-encoding": "identity" },
    redirect: "manual",
    signal: AbortSignal.timeout(patienceMs),
  });
  const type = response.headers.get("content-type") ?? "application/octet-stream";
  const raw = Buffer.from(await response.arrayBuffer());
  const isPage = resource.kind !== "file" && /^text\/html/.test(type);
  const identity = isPage
    ? Buffer.from(
        withFonts(
          await withStyles(withoutScripts(raw.toString("utf8")), origin),
          response.headers.get("link") ?? "",
        ),
        "utf8",
      )
    : /^(?:application|text)\/javascript/.test(type)
      ? Buffer.from(raw.toString("utf8").replace(commentLines, ""), "utf8")
      : raw;
  const kept: Record<string, string> = {
    ...headersFor(resource),
    "Content-Type": type,
    ETag: `W/"${createHash("sha256").update(identity).digest("base64url").slice(0, 24)}"`,
  };
  for (const name of keptHeaders) {
    const value = response.headers.get(name);
    if (value) kept[name] = value;
  }
  const plain = /^(?:image\/png|application\/pdf)/.test(type) || identity.length < 400;
  const [zipped, brotli] =
    plain || response.status !== 200
      ? [null, null]
      : await Promise.all([
          compressGzip(identity, { level: 9 }),
          compressBrotli(identity, {
            params: {
              [constants.BROTLI_PARAM_QUALITY]: 10,
              [constants.BROTLI_PARAM_SIZE_HINT]: identity.length,
            },
          }),
        ]);
  return { status: response.status, headers: kept, identity, gzip: zipped, brotli };
}

/** A public page runs no script but our one file, so its policy needs no nonce and its bytes are the same for everybody. */
function headersFor({ kind }: PublicResource): Record<string, string> {
  return {
    ...commonHeaders(),
    "Content-Security-Policy":
      kind === "file"
        ? "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
        : contentSecurityPolicy({
            scripts: "'self'",
            ancestors: kind === "figure" ? "*" : "'none'",
          }),
    "Referrer-Policy": "strict-origin-when-cross-origin",
    Vary: "Accept-Encoding",
  };
}

const scripts =
  /<script\b(?![^>]*type="application\/ld\+json")(?![^>]*src="\/reader\.js")[^>]*>[\s\S]*?<\/script>/g;
const scriptPreloads = /<link\b[^>]*\bas="script"[^>]*>/g;
/** Lines of the one script that only its readers need. */
const commentLines = /^[ \t]*(?:\/\/.*|\/\*\*.*\*\/)\n/gm;
/** Where a script of the framework's would find the borders of its texts. */
const marks = /<!--[^>]*-->/g;

/**
 * A page without the framework's scripts: no public page has a component that runs in the browser. Text cannot look like a
 * tag here, because the renderer writes every < in it as an entity.
 */
export function withoutScripts(html: string): string {
  return html.replace(scripts, "").replace(scriptPreloads, "").replace(marks, "");
}

/** The fonts that the framework asks for in a header, asked for in the page: the kept headers are few. */
function withFonts(html: string, link: string): string {
  const files = [...link.matchAll(/<([^>]+\.woff2)>; rel=preload; as="font"/g)];
  const asked = files.map(
    ([, file]) =>
      `<link rel="preload" href="${file}" as="font" type="font/woff2" crossorigin="anonymous"/>`,
  );
  return html.replace("<style>", () => `${asked.join("")}<style>`);
}

const sheetLink = /<link rel="stylesheet" href="(\/_next\/static\/[^"?]+\.css)[^>]*>/g;
/** What our one script adds to a page. */
const ofScript = {
  elements: new Set(["p", "button"]),
  classes: new Set(["toast", "lit"]),
};
const sheets = new Map<string, string>();

/** A page with the styles that it uses inside it, in the place of links to all of them. */
async function withStyles(html: string, origin: string): Promise<string> {
  const links = [...html.matchAll(sheetLink)];
  const all = await Promise.all(links.map(([, path = ""]) => sheetAt(path, origin)));
  // A property that one sheet declares may be read by another, so they are looked at together.
  const used = withoutUnreadProperties(usedStyles(all.join(""), partsOfPage(html, ofScript)), html);
  let place = 0;
  return html
    .replace(sheetLink, () =>
      place++ === 0 ? `<style>${used.replaceAll("</", "<\\/")}</style>` : "",
    )
    .replace(/<link\b[^>]*\bas="style"[^>]*>/g, "");
}

async function sheetAt(path: string, origin: string): Promise<string> {
  const known = sheets.get(path);
  if (known !== undefined) return known;
  const response = await fetch(origin + path);
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  const folder = path.slice(0, path.lastIndexOf("/"));
  const css = (await response.text()).replace(
    /url\((["']?)(?!data:|\/|https?:)([^)"']+)\1\)/g,
    (_, quote: string, file: string) =>
      `url(${quote}${new URL(file, `http://x${folder}/`).pathname}${quote})`,
  );
  sheets.set(path, css);
  return css;
}

function send(
  { method, headers }: IncomingMessage,
  response: ServerResponse,
  kept: KeptAnswer,
): void {
  const { status, identity } = kept;
  const all: Record<string, string | number> = {
    ...kept.headers,
    // A cache that obeys asks again after a second; nothing stale is ever given out while it does.
    "Cache-Control": status === 200 ? "public, max-age=0, s-maxage=1, must-revalidate" : "no-store",
    ...(status === 200 ? {} : { "X-Robots-Tag": "noindex" }),
  };
  if (status === 200 && matches(headers["if-none-match"], kept.headers["ETag"] ?? "")) {
    response.writeHead(304, all).end();
    return;
  }
  const [encoding, body] = bodyFor(headers, kept) ?? [null, identity];
  if (encoding) all["Content-Encoding"] = encoding;
  all["Content-Length"] = body.length;
  response.writeHead(status, all);
  response.end(method === "HEAD" ? undefined : body);
}

function bodyFor(headers: IncomingHttpHeaders, { gzip, brotli }: KeptAnswer) {
  const accepted = String(headers["accept-encoding"] ?? "");
  if (brotli && /\bbr\b(?!;q=0(?:\.0*)?(?:,|$))/.test(accepted)) return ["br", brotli] as const;
  return gzip && /\bgzip\b(?!;q=0(?:\.0*)?(?:,|$))/.test(accepted)
    ? (["gzip", gzip] as const)
    : null;
}

function matches(condition: string | undefined, etag: string): boolean {
  if (condition === undefined) return false;
  const bare = (tag: string) => tag.trim().replace(/^W\//, "");
  return condition.trim() === "*" || condition.split(",").some((tag) => bare(tag) === bare(etag));
}
