import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findWorkTitle, type Registries, registries } from "./work-registry";

const asked: string[] = [];
let server: Server;
let at: Registries;

const atom = `<?xml version="1.0"?><feed><title>ArXiv Query</title>
  <entry><title>Safety Cases &amp;
   their limits</title></entry></feed>`;

function reply(request: IncomingMessage, response: ServerResponse): void {
  const path = request.url ?? "";
  asked.push(path);
  const json = (body: unknown) => {
    response.setHeader("Content-Type", "application/json");
    response.end(JSON.stringify(body));
  };
  if (path === "/crossref/works/10.1000%2Fknown") {
    json({ message: { title: ["A <i>known</i> work"] } });
  } else if (path === "/datacite/dois/10.5281%2Fdata") {
    json({ data: { attributes: { titles: [{ title: "A data set" }] } } });
  } else if (path.startsWith("/arxiv/api/query") && path.endsWith("id_list=2410.21572")) {
    response.end(atom);
  } else if (path.includes("moved")) {
    response.writeHead(302, { Location: "/crossref/works/10.1000%2Fknown" });
    response.end();
  } else if (path.includes("huge")) {
    response.end(`{"message":{"title":["${"x".repeat(600_000)}"]}}`);
  } else if (path.includes("broken")) response.end("<html>not json");
  else {
    response.statusCode = 404;
    response.end();
  }
}

beforeAll(async () => {
  server = createServer(reply);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  at = { crossref: `${base}/crossref`, datacite: `${base}/datacite`, arxiv: `${base}/arxiv` };
});

afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe("the title of a work", () => {
  it("comes from the registry of its id, as plain words", async () => {
    expect(await findWorkTitle({ id: "doi:10.1000/known" }, at)).toBe("A known work");
    expect(await findWorkTitle({ id: "doi:10.5281/data" }, at)).toBe("A data set");
    expect(await findWorkTitle({ id: "arxiv:2410.21572" }, at)).toBe("Safety Cases & their limits");
  });

  it("is none where the registry has none, sends elsewhere, answers too much or nonsense", async () => {
    for (const id of ["unknown", "moved", "huge", "broken"]) {
      expect(await findWorkTitle({ id: `doi:10.1000/${id}` }, at), id).toBeNull();
    }
    expect(
      asked.filter((path) => path.includes("known") && !path.includes("unknown")),
    ).toHaveLength(1);
  });

  it("is never asked for at any other host", async () => {
    const before = asked.length;
    expect(await findWorkTitle({ id: "url:example.org/a" }, at)).toBeNull();
    expect(await findWorkTitle({ id: "openreview:abc" }, at)).toBeNull();
    expect(asked).toHaveLength(before);
    expect(Object.values(registries).map((address) => new URL(address).host)).toEqual([
      "api.crossref.org",
      "api.datacite.org",
      "export.arxiv.org",
    ]);
  });
});
