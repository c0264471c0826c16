import Link from "next/link";
import { whyMailWaits } from "@/lib/core/mail/waiting";

/** Why mail does not leave: in plain words, in the server's own, and who can do something about it. */
export function MailWaits({
  words,
  operates,
}: {
  /** What the mail server or the connection said. */
  words: string;
  /** Whether the reader runs the site. */
  operates: boolean;
}) {
  return (
    <div className="flex flex-col gap-1 text-sm">
      <p className="text-wait">{whyMailWaits(words)}</p>
      <p className="break-words text-muted">
        The server’s words: {words}{" "}
        {operates ? (
          <Link href="/mail" className="text-accent underline-offset-4 hover:underline">
            What to do
          </Link>
        ) : (
          "Whoever runs the site reads them too, with what to do."
        )}
      </p>
    </div>
  );
}
