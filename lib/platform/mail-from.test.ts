import fc from "fast-check";
import { expect, it } from "vitest";
import { fromHeader } from "./mail";

const site = "Consilience <surveys@example.net>";

it("comes from the installation's address under the writer's name", () => {
  expect(fromHeader(site, "Ada")).toEqual({
    name: "Ada via Consilience",
    address: "surveys@example.net",
  });
  expect(fromHeader(site, "").name).toBe("Consilience");
  expect(fromHeader("surveys@example.net", "عائشة")).toEqual({
    name: "عائشة",
    address: "surveys@example.net",
  });
});

it("holds nothing of a name that means something in a header, and never another address", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (name) => {
      const from = fromHeader(site, name);
      expect(from.address).toBe("surveys@example.net");
      expect(from.name).not.toMatch(/[\p{Cc}"<>@\\]/u);
    }),
  );
});
