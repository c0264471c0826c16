import Link from "next/link";
import { Notice } from "@/components/ui/notice";

/** The way to the links of an occasion: said aloud where the site sends no mail, quietly where it does. */
export function HandOver({
  surveyId,
  sendsMail,
  occasion,
}: {
  surveyId: string;
  sendsMail: boolean;
  occasion: "quotes" | "round" | "reworded" | "preview" | "published";
}) {
  const link = (words: string) => (
    <Link className="link" href={`/surveys/${surveyId}/links?for=${occasion}`}>
      {words}
    </Link>
  );
  if (sendsMail) {
    return (
      <p className="my-3 text-sm text-muted">
        Do you write to somebody in another way? {link("Links to hand over")}
      </p>
    );
  }
  return (
    <Notice title="No mail leaves this site">
      <p>They hear of it from you: {link("copy their links and send them")}.</p>
    </Notice>
  );
}
