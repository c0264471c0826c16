import { readFileSync } from "node:fs";
import autocannon from "autocannon";
import { startNginx, startSecondInstance } from "@/e2e/support/instances";
import startProduct from "@/e2e/support/product";
import { closePublished, publishCopy } from "@/e2e/support/published";
import type { Row } from "../measurement";

export const name = "published pages: requests a second and processor time, with 30 respondents";

const seconds = 6;
const connections = 16;

async function load(url: string, headers: Record<string, string> = {}) {
  const result = await autocannon({
    url,
    duration: seconds,
    connections,
    headers: { "accept-encoding": "br", ...headers },
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${url}: ${result.non2xx} answers were refusals, ${result.errors} failed`);
  }
  return { perSecond: result.requests.average, count: result.requests.total };
}

/** Processor time that a process has used, in ms; null where the system does not say. */
function processorMs(pid: number): number | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ") ?? [];
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return null;
  }
}

async function costOf(pid: number, url: string, headers: Record<string, string> = {}) {
  const before = processorMs(pid);
  const { count, perSecond } = await load(url, headers);
  const after = processorMs(pid);
  return { perSecond, ms: before === null || after === null ? null : (after - before) / count };
}

/** Measures on a product of its own; nginx where it is installed. */
export async function run(): Promise<readonly Row[]> {
  const stop = await startProduct();
  const instance = await startSecondInstance();
  try {
    const { slug } = await publishCopy({ fictional: false, respondents: 30 });
    const page = `${instance.url}/s/${slug}`;
    const first = await fetch(page, { headers: { "accept-encoding": "identity" } });
    if (first.status !== 200) throw new Error(`the page answered ${first.status}`);
    await load(`${instance.url}/icon.svg`);
    const empty = await costOf(instance.pid, `${instance.url}/icon.svg`);
    const published = await costOf(instance.pid, page);
    // With a key a page is rendered each time.
    const rendered = await costOf(instance.pid, page, { authorization: "none" });
    const rows: Row[] = [
      {
        figure: "published page, requests a second",
        value: published.perSecond,
        unit: "requests/s",
        reference: { figure: "an empty static file of the same server", value: empty.perSecond },
        target: { of: "ratio", atLeast: 0.7 },
      },
    ];
    if (published.ms !== null && rendered.ms !== null) {
      rows.push({
        figure: "processor time a published page",
        value: published.ms,
        unit: "ms",
        reference: { figure: "the same page rendered each time", value: rendered.ms },
      });
    }
    rows.push(...(await behindNginx(instance.url, slug)));
    return rows;
  } finally {
    await instance.stop();
    await closePublished();
    await stop();
  }
}

async function behindNginx(instance: string, slug: string): Promise<Row[]> {
  const address = `/s/${slug}`;
  const bytes = await rawBytes(instance + address);
  const nginx = await startNginx([instance], bytes);
  if (nginx === null) {
    console.log("nginx is not installed: its rows are left out");
    return [];
  }
  try {
    await load(`${nginx.url}/on-disk`);
    const disk = await load(`${nginx.url}/on-disk`);
    const published = await load(nginx.url + address);
    return [
      {
        figure: "published page behind nginx, requests a second",
        value: published.perSecond,
        unit: "requests/s",
        reference: { figure: "nginx, the same bytes from disk", value: disk.perSecond },
        target: { of: "ratio", atLeast: 0.7 },
      },
    ];
  } finally {
    await nginx.stop();
  }
}

/** The bytes of the page as they travel, compressed. */
async function rawBytes(url: string): Promise<Uint8Array> {
  const { request } = await import("node:http");
  return new Promise((resolve, reject) => {
    request(url, { headers: { "accept-encoding": "br" } }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => resolve(new Uint8Array(Buffer.concat(parts))));
      response.on("error", reject);
    })
      .on("error", reject)
      .end();
  });
}
