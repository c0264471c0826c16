import { describe, expect, it } from "vitest";
import { publicResource } from "./public-resource";

const read = (address: string) => {
  const { pathname, searchParams } = new URL(address, "https://example.org");
  return publicResource(pathname, new Map(searchParams));
};

describe("publicResource", () => {
  it.each([
    ["/", { slug: null, address: "/", kind: "page" }],
    ["/?utm_source=x", { slug: null, address: "/", kind: "page" }],
    ["/?page=2&x=1", { slug: null, address: "/?page=2", kind: "page" }],
    ["/s/a-b", { slug: "a-b", address: "/s/a-b", kind: "page" }],
    ["/s/a?x=1&sort=y", { slug: "a", address: "/s/a", kind: "page" }],
    [
      "/s/a/v/2/works?order=asc&x=1&sort=title",
      {
        slug: "a",
        address: "/s/a/v/2/works?sort=title&order=asc",
        kind: "page",
      },
    ],
    ["/s/a/v/2/figures/q", { slug: "a", address: "/s/a/v/2/figures/q", kind: "figure" }],
    ["/s/a/opinions", { slug: "a", address: "/s/a/opinions", kind: "figure" }],
    ["/s/a/export/md?v=2&y=3", { slug: "a", address: "/s/a/export/md?v=2", kind: "file" }],
    ["/s/a/image", { slug: "a", address: "/s/a/image", kind: "file" }],
    ["/reader.js", { slug: null, address: "/reader.js", kind: "file" }],
    ["/feed", { slug: null, address: "/feed", kind: "file" }],
    [
      "/api/v1/syntheses?page=2",
      {
        slug: null,
        address: "/api/v1/syntheses?page=2",
        kind: "file",
      },
    ],
    [
      "/api/v1/syntheses/a/versions/3",
      {
        slug: "a",
        address: "/api/v1/syntheses/a/versions/3",
        kind: "file",
      },
    ],
  ])("%s", (address, expected) => {
    expect(read(address)).toEqual(expected);
  });

  it.each(["/surveys", "/answer/x", "/api/v1/surveys", "/api/health", "/s/", "/s/A", "/sign-in"])(
    "%s is not for everybody",
    (address) => expect(read(address)).toBeNull(),
  );
});
