import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import "./peer-address.js";

const server = createServer((request, response) =>
  response.end(String(request.headers["x-forwarded-for"])),
);
beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));

it.each([
  [undefined, "127.0.0.1"],
  ["203.0.113.7", "203.0.113.7, 127.0.0.1"],
])("ends a chain of %s with the peer of the connection", async (forwarded, expected) => {
  const { port } = server.address() as AddressInfo;
  const headers = forwarded === undefined ? {} : { "x-forwarded-for": forwarded };
  const response = await fetch(`http://127.0.0.1:${port}/`, { headers });
  expect(await response.text()).toBe(expected);
});
