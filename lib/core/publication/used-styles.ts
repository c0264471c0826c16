// A public page is kept as bytes and no script changes its elements, so which styles it can ever use is known when it is
// made: they travel inside it, and nothing else has to arrive before it can be painted.

/** A rule or an at-rule of a style sheet: what stands before its braces, and what is inside; null for a statement. */
type Part = { readonly head: string; readonly body: string | null };

/** Cuts minified CSS into its rules; strings and escapes are passed over. */
function partsOf(css: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  let at = 0;
  while (at < css.length) {
    const open = skipTo(css, at, "{;");
    if (css[open] === ";") {
      parts.push({ head: css.slice(from, open), body: null });
      at = open + 1;
    } else if (open >= css.length) {
      at = css.length;
    } else {
      let depth = 1;
      let end = open + 1;
      while (depth > 0 && end < css.length) {
        end = skipTo(css, end, "{}");
        depth += css[end] === "{" ? 1 : -1;
        end += 1;
      }
      parts.push({ head: css.slice(from, open), body: css.slice(open + 1, end - 1) });
      at = end;
    }
    from = at;
  }
  return parts.filter(({ head }) => head.trim() !== "");
}

/** Where the next of these characters stands outside strings, comments and escapes. */
function skipTo(css: string, from: number, wanted: string): number {
  let at = from;
  while (at < css.length) {
    const char = css[at] ?? "";
    if (wanted.includes(char)) return at;
    if (char === "\\") at += 2;
    else if (char === '"' || char === "'") at = endOfString(css, at);
    else if (char === "/" && css[at + 1] === "*") {
      const end = css.indexOf("*/", at + 2);
      at = end === -1 ? css.length : end + 2;
    } else at += 1;
  }
  return css.length;
}

function endOfString(css: string, from: number): number {
  let at = from + 1;
  while (at < css.length && css[at] !== css[from]) at += css[at] === "\\" ? 2 : 1;
  return at + 1;
}

/** Selectors of a list, cut at the commas that stand in no bracket. */
function selectorsOf(head: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < head.length; at += 1) {
    const char = head[at];
    if (char === "\\") at += 1;
    else if (char === "(" || char === "[") depth += 1;
    else if (char === ")" || char === "]") depth -= 1;
    else if (char === "," && depth === 0) {
      found.push(head.slice(from, at));
      from = at + 1;
    }
  }
  return [...found, head.slice(from)];
}

const className = /\.((?:\\[0-9a-fA-F]{1,6} ?|\\.|[\w-])+)/g;

const elementName = /(?:^|[\s>+~])([a-zA-Z][\w-]*)/g;

/** What the elements of a page are called, and the classes that they have. */
export type PageParts = {
  readonly elements: ReadonlySet<string>;
  readonly classes: ReadonlySet<string>;
};

/** Whether every class and element that a selector needs is there. What stands in brackets may be one of several. */
function canMatch(selector: string, { elements, classes }: PageParts): boolean {
  let needed = selector;
  for (let before = ""; before !== needed; ) {
    before = needed;
    needed = needed.replace(/:[\w-]+\([^()]*\)/g, "");
  }
  for (const [, name = ""] of needed.matchAll(className)) {
    const plain = name
      .replace(/\\([0-9a-fA-F]{1,6}) ?/g, (_, code) =>
        String.fromCodePoint(Number.parseInt(code, 16)),
      )
      .replace(/\\(.)/g, "$1");
    if (!classes.has(plain)) return false;
  }
  const bare = needed.replace(className, "").replace(/\[[^\]]*\]/g, "");
  return [...bare.matchAll(elementName)].every(([, name = ""]) => elements.has(name.toLowerCase()));
}

/** The elements and classes of a page, and those that a script may add. */
export function partsOfPage(html: string, added: PageParts): PageParts {
  const classes = new Set(added.classes);
  for (const [, list = ""] of html.matchAll(/\bclass="([^"]*)"/g)) {
    for (const name of list.replaceAll("&amp;", "&").replaceAll("&gt;", ">").split(/\s+/)) {
      classes.add(name);
    }
  }
  const elements = new Set(added.elements);
  for (const [, name = ""] of html.matchAll(/<([a-zA-Z][\w-]*)/g)) elements.add(name.toLowerCase());
  return { elements, classes };
}

/** A style sheet without the rules for elements and classes that are not there. What is not understood is kept. */
export function usedStyles(css: string, page: PageParts): string {
  return partsOf(css)
    .map(({ head, body }) => {
      if (body === null) return `${head};`;
      if (/^\s*@(?:media|supports|layer|container)/.test(head)) {
        const inside = usedStyles(body, page);
        return inside === "" ? "" : `${head}{${inside}}`;
      }
      if (/^\s*@/.test(head)) return `${head}{${body}}`;
      const kept = selectorsOf(head).filter((selector) => canMatch(selector, page));
      return kept.length === 0 ? "" : `${kept.join(",")}{${body}}`;
    })
    .join("");
}

const reading = /var\(\s*(--(?:\\.|[\w-])+)/g;

/**
 * A style sheet without custom properties that neither it nor `html` reads: a framework's theme declares many more than one
 * page needs. What is not understood is kept.
 */
export function withoutUnreadProperties(css: string, html: string): string {
  const inPage = [...html.matchAll(reading)].map(([, name = ""]) => name);
  for (;;) {
    const read = new Set([...inPage, ...[...css.matchAll(reading)].map(([, name = ""]) => name)]);
    const left = dropProperties(css, read);
    // What only a dropped property read is read by nobody now.
    if (left.length === css.length) return left;
    css = left;
  }
}

function dropProperties(css: string, read: ReadonlySet<string>): string {
  return partsOf(css)
    .map(({ head, body }) => {
      if (body === null) return `${head};`;
      if (/^\s*@(?:media|supports|layer|container)/.test(head)) {
        const inside = dropProperties(body, read);
        return inside === "" ? "" : `${head}{${inside}}`;
      }
      const [, property] = /^\s*@property\s+(\S+)\s*$/.exec(head) ?? [];
      if (property !== undefined) return read.has(property) ? `${head}{${body}}` : "";
      if (/^\s*@/.test(head) || body.includes("{")) return `${head}{${body}}`;
      const kept = declarationsOf(body).filter((declaration) => {
        const [, name] = /^\s*(--(?:\\.|[\w-])+)\s*:/.exec(declaration) ?? [];
        return name === undefined || read.has(name);
      });
      return kept.length === 0 ? "" : `${head}{${kept.join(";")}}`;
    })
    .join("");
}

/** The declarations of a rule, cut at the semicolons that stand in no string and no bracket. */
function declarationsOf(body: string): string[] {
  const found: string[] = [];
  let depth = 0;
  let from = 0;
  let at = 0;
  while (at < body.length) {
    at = skipTo(body, at, "();");
    if (body[at] === "(") depth += 1;
    else if (body[at] === ")") depth -= 1;
    else if (depth === 0) {
      found.push(body.slice(from, at));
      from = at + 1;
    }
    at += 1;
  }
  return [...found, body.slice(from)].filter((declaration) => declaration.trim() !== "");
}
