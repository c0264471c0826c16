import MarkdownIt from "markdown-it";

// HTML is off and markdown-it refuses script addresses, so an author's words cannot become code on a reader's page.
// Images are off because a picture from elsewhere would tell its host who reads.
const markdown = new MarkdownIt({ html: false, linkify: true }).disable(["image"]);

markdown.core.ruler.push("consilience", (state) => {
  for (const token of state.tokens) {
    // The page has its own h1 and h2.
    if (token.type === "heading_open" || token.type === "heading_close") {
      token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 2)}`;
    }
    for (const child of token.children ?? []) {
      if (child.type === "link_open") child.attrSet("rel", "nofollow noopener");
    }
  }
});

/** Light Markdown by an author, as HTML set for reading. */
export function Markdown({ text }: { text: string }) {
  return <div className="prose" dangerouslySetInnerHTML={{ __html: markdown.render(text) }} />;
}
