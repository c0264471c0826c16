import { Button } from "@/components/ui/button";
import { controlClass } from "@/components/ui/field";

type MailPreviewProps = {
  mail: {
    readonly to: { readonly name: string; readonly address: string };
    readonly subject: string;
    readonly text: string;
    readonly html: string;
  };
  from: { readonly name: string; readonly address: string };
  replyTo: string | null;
};

/** A mail as its reader's program shows it, and as plain text. */
export function MailPreview({ mail, from, replyTo }: MailPreviewProps) {
  const rows = [
    ["From", `${from.name} <${from.address}>`.trim()],
    ["Replies to", replyTo ?? "nobody"],
    ["To", `${mail.to.name} <${mail.to.address}>`.trim()],
    ["Subject", mail.subject],
  ];
  return (
    <div className="flex flex-col gap-4">
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0 break-words">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {/* No scripts, no way out of the frame: its words are the author's, its form is ours. */}
      <iframe
        title="The mail as it is read"
        sandbox=""
        srcDoc={mail.html}
        // Mail programs show it on white, in the dark too.
        style={{ backgroundColor: "#ffffff", colorScheme: "light" }}
        className="h-[43rem] w-full border border-line"
      />
      <details>
        <summary className="min-h-11 cursor-pointer content-center py-1 sm:min-h-9 text-accent underline-offset-4 hover:underline">
          As plain text
        </summary>
        <pre className="mt-2 border border-line bg-sheet p-4 font-sans text-base break-words whitespace-pre-wrap">
          {mail.text}
        </pre>
      </details>
    </div>
  );
}

/** Chooses whose mail is shown; works without scripts. */
export function RecipientChoice({
  recipients,
  shownId,
}: {
  recipients: readonly { readonly id: string; readonly name: string; readonly email: string }[];
  shownId: string;
}) {
  if (recipients.length === 0) return null;
  return (
    <form method="get" className="flex flex-wrap items-end gap-3">
      <div className="flex min-w-60 flex-1 flex-col gap-1.5">
        <label htmlFor="to" className="text-base font-semibold">
          As read by
        </label>
        <select
          key={shownId}
          id="to"
          name="to"
          defaultValue={shownId}
          className={`${controlClass} min-h-11`}
        >
          {recipients.map(({ id, name, email }) => (
            <option key={id} value={id}>
              {name ? `${name} <${email}>` : email}
            </option>
          ))}
        </select>
      </div>
      <Button type="submit" variant="secondary">
        Show
      </Button>
    </form>
  );
}
