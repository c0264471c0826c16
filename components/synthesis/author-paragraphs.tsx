import { Markdown } from "@/components/ui/markdown";
import type { Synthesis } from "@/lib/core/synthesis/synthesis-schema";
import { withdrawn } from "./reading";

/** The author's own paragraphs at a place of the page, marked as the author's. */
export function AuthorParagraphs({ synthesis, place }: { synthesis: Synthesis; place: string }) {
  const own = (synthesis.paragraphs ?? []).filter((paragraph) => paragraph.place === place);
  if (own.length === 0) return null;
  return own.map(({ id, text }) => (
    <div key={id} className="row author-paragraph">
      {text === withdrawn ? (
        <p className="withdrawn">A paragraph of the author’s that repeated withdrawn words.</p>
      ) : (
        <Markdown text={text} />
      )}
      <p className="margin author-mark">By the author</p>
    </div>
  ));
}
