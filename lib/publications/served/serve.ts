import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { type PublicResource, publicResource } from "@/lib/core/publication/public-resource";
import { ByteCache, type KeptBytes } from "@/lib/platform/byte-cache";
import { hostInUrl } from "@/lib/platform/network";
import { hmacToken, sameSecret } from "@/lib/platform/tokens";
import { readEpoch } from "./queries";

// The published pages of this process, kept as bytes under the epoch of their publication. The epoch lies in the database
// and is read for each request, so every instance gives out what is true when it is asked.

/** Marks a request that this process makes to itself to have a page rendered. */
export const renderHeader = "x-consilience-render";

const roomBytes = 96 * 1024 * 1024;
const patienceMs = 60_000;

const holder = globalThis as unknown as { consilienceServed?: ByteCache<KeptBytes> };

function cache(): ByteCache<KeptBytes> {
  holder.consilienceServed ??= new ByteCache(roomBytes, sizeOf);
  return holder.consilienceServed;
}

function sizeOf({ identity, gzip, brotli }: KeptBytes): number {
  return identity.length + (gzip?.length ?? 0) + (brotli?.length ?? 0) + 1024;
}

/** Whether a request is one that this process makes to itself. */
export function isRender(headers: Headers): boolean {
  const given = headers.get(renderHeader);
  return given !== null && sameSecret(given, renderToken());
}

function renderToken(): string {
  return hmacToken("render");
}

/**
 * The answer to a request for something public, from memory where it is still true; null where the request is for
 * something else, which the application answers.
 */
export async function servePublic(
  request: { readonly method: string; readonly headers: Headers; readonly url: URL },
  headersFor: (resource: PublicResource) => Readonly<Record<string, string>>,
): Promise<Response | null> {
  const { method, headers, url } = request;
  if (method !== "GET" && method !== "HEAD") return null;
  // A script's navigation and a request with a key are answers of their own.
  if (headers.has("rsc") || headers.has("authorization")) return null;
  const resource = publicResource(url.pathname, new Map(url.searchParams));
  if (resource === null) return null;
  const epoch = await readEpoch(resource.slug);
  if (epoch === null) return null;
  const kept = await cache().get(
    resource.address,
    epoch.epoch,
    () => render(resource),
    ({ status }) => status === 200,
  );
  // What is not there, or failed, the application says itself.
  if (kept.status !== 200) return null;
  const status = epoch.takenBack ? 410 : 200;
  return respond(kept, status, { method, headers, extra: headersFor(resource) });
}

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);

async function render(resource: PublicResource): Promise<KeptBytes> {
  const host = process.env["HOST"] || "127.0.0.1";
  const reachable = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host;
  const origin = `http://${hostInUrl(reachable)}:${process.env["PORT"] ?? 3000}`;
  const response = await fetch(origin + resource.address, {
    headers: { [renderHeader]: renderToken(), "accept-encoding": "identity" },
    redirect: "manual",
    signal: AbortSignal.timeout(patienceMs),
  });
  const type = response.headers.get("content-type") ?? "application/octet-stream";
  const raw = new Uint8Array(await response.arrayBuffer());
  const identity = /^text\/html/.test(type) && resource.kind !== "file" ? withoutScripts(raw) : raw;
  const kept: Record<string, string> = { "Content-Type": type };
  for (const name of [
    "content-disposition",
    "link",
    "x-robots-tag",
    "access-control-allow-origin",
  ]) {
    const value = response.headers.get(name);
    // What the framework asks the browser to load early it says in the page too.
    if (value && (name !== "link" || !/rel="?preload/.test(value))) kept[name] = value;
  }
  const small = /^(?:image\/png|application\/pdf)/.test(type) || identity.length < 400;
  const [zipped, brotli] = small
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
  return {
    status: response.status,
    headers: kept,
    etag: `W/"${createHash("sha256").update(identity).digest("base64url").slice(0, 24)}"`,
    identity,
    gzip: zipped && new Uint8Array(zipped),
    brotli: brotli && new Uint8Array(brotli),
  };
}

const scripts =
  /<script\b(?![^>]*type="application\/ld\+json")(?![^>]*src="\/reader\.js")[^>]*>[\s\S]*?<\/script>/g;
const scriptPreloads = /<link\b[^>]*\bas="script"[^>]*>/g;

/**
 * A page without the framework's scripts: no public page has a component that runs in the browser. Text cannot look like a
 * tag here, because the renderer writes every < in it as an entity.
 */
export function withoutScripts(html: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = new TextDecoder().decode(html);
  return new TextEncoder().encode(text.replace(scripts, "").replace(scriptPreloads, ""));
}

function respond(
  kept: KeptBytes,
  status: number,
  {
    method,
    headers,
    extra,
  }: {
    readonly method: string;
    readonly headers: Headers;
    readonly extra: Readonly<Record<string, string>>;
  },
): Response {
  const accepted = headers.get("accept-encoding") ?? "";
  const form =
    kept.brotli && /\bbr\b/.test(accepted)
      ? (["br", kept.brotli] as const)
      : kept.gzip && /\bgzip\b/.test(accepted)
        ? (["gzip", kept.gzip] as const)
        : null;
  const all: Record<string, string> = {
    ...extra,
    ...kept.headers,
    Vary: "Accept-Encoding",
    ETag: kept.etag,
    // A cache that obeys asks again after a second; nothing stale is ever given out while it does.
    "Cache-Control": status === 200 ? "public, max-age=0, s-maxage=1, must-revalidate" : "no-store",
    ...(status === 410 ? { "X-Robots-Tag": "noindex" } : {}),
  };
  if (status === 200 && matches(headers.get("if-none-match"), kept.etag)) {
    return new Response(null, { status: 304, headers: all });
  }
  if (form) all["Content-Encoding"] = form[0];
  const body = form ? form[1] : kept.identity;
  all["Content-Length"] = String(body.length);
  return new Response(method === "HEAD" ? null : body, { status, headers: all });
}

function matches(condition: string | null, etag: string): boolean {
  if (condition === null) return false;
  const bare = (tag: string) => tag.trim().replace(/^W\//, "");
  return condition.trim() === "*" || condition.split(",").some((tag) => bare(tag) === bare(etag));
}
