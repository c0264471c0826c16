// In this order: most browsers also call themselves what they are not.
const browsers = [
  ["Edge", /\bEdg(?:e|A|iOS)?\//],
  ["Opera", /\bOPR\//],
  ["Samsung Internet", /\bSamsungBrowser\//],
  ["Firefox", /\b(?:Firefox|FxiOS)\//],
  ["Chrome", /\b(?:Chrome|CriOS|Chromium)\//],
  ["Safari", /\bSafari\//],
] as const;

const systems = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["macOS", /\bMac OS X\b/],
  ["Linux", /\bLinux\b/],
] as const;

/**
 * By what a person tells their own devices apart: browser and system, "Firefox · Windows"; empty where neither is known. No
 * version and nothing finer, because that is not needed to choose one.
 */
export function deviceOf(userAgent: string | null): string {
  const text = (userAgent ?? "").slice(0, 1000);
  const named = [browsers, systems].flatMap(
    (kinds) => kinds.find(([, pattern]) => pattern.test(text))?.[0] ?? [],
  );
  return named.join(" · ");
}
