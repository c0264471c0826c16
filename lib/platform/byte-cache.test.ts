import { describe, expect, it } from "vitest";
import { ByteCache, joined } from "./byte-cache";

const always = () => true;

describe("ByteCache", () => {
  const cache = () => new ByteCache<string>(10, (value) => value.length);

  it("makes a value once for all who ask at the same time, and keeps it for its epoch alone", async () => {
    const one = cache();
    let made = 0;
    const make = async () => {
      made += 1;
      return `v${made}`;
    };
    const ask = (epoch: string) => one.get("/s/a", epoch, make, always);
    expect(await Promise.all([ask("1"), ask("1"), ask("1")])).toEqual(["v1", "v1", "v1"]);
    expect(await ask("1")).toBe("v1");
    expect(await ask("2")).toBe("v2");
    expect(await ask("1")).toBe("v3");
  });

  it("drops the least used when the room is full, and never keeps what must not be kept", async () => {
    const one = cache();
    const made: string[] = [];
    const ask = (key: string, keep = true) =>
      one.get(
        key,
        "e",
        async () => {
          made.push(key);
          return "12345";
        },
        () => keep,
      );
    await ask("a");
    await ask("b");
    await ask("a");
    await ask("c");
    await ask("a");
    await ask("b");
    await ask("d", false);
    await ask("d", false);
    expect(made).toEqual(["a", "b", "c", "b", "d", "d"]);
  });

  it("lets a failure pass and tries again", async () => {
    const one = cache();
    const fail = () => Promise.reject(new Error("away"));
    await expect(one.get("a", "e", fail, always)).rejects.toThrow("away");
    expect(await one.get("a", "e", async () => "back", always)).toBe("back");
  });
});

describe("joined", () => {
  it("answers each question from an inquiry that began after it was asked", async () => {
    let state = 0;
    const inquiries: string[][] = [];
    const gates: (() => void)[] = [];
    const ask = joined(async (questions: readonly string[]) => {
      inquiries.push([...questions]);
      const seen = state;
      await new Promise<void>((resolve) => gates.push(resolve));
      return (question: string) => `${question}${seen}`;
    });
    const first = ask("a");
    state = 1;
    const second = ask("b");
    const third = ask("c");
    gates.shift()?.();
    expect(await first).toBe("a0");
    while (gates.length === 0) await Promise.resolve();
    gates.shift()?.();
    expect(await Promise.all([second, third])).toEqual(["b1", "c1"]);
    expect(inquiries).toEqual([["a"], ["b", "c"]]);
  });

  it("passes a failure on to those who asked, and answers the next", async () => {
    let broken = true;
    const ask = joined(async (_: readonly string[]) => {
      if (broken) throw new Error("away");
      return (question: string) => question;
    });
    await expect(ask("a")).rejects.toThrow("away");
    broken = false;
    expect(await ask("b")).toBe("b");
  });
});
