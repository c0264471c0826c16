import { Button } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import type { Destination } from "@/lib/answers/schema";

const words: Readonly<Record<Destination, { lead: string; button: string }>> = {
  quotes: {
    lead: "Passages of your answers are proposed for quotation, word for word. You decide on each.",
    button: "Look at my quotes",
  },
};

/** Where a mail's link leads somebody who has answered: what waits, and one button, since only a person presses it. */
export function ContinueScreen({
  token,
  to,
  name,
  title,
}: {
  token: string;
  to: Destination;
  name: string;
  title: string;
}) {
  return (
    <Page width="text">
      <PageHeader above={`For ${name}`} title={title} lead={words[to].lead} />
      <form method="post" action={`/answer/${token}/begin`}>
        <input type="hidden" name="to" value={to} />
        <Button type="submit">{words[to].button}</Button>
      </form>
    </Page>
  );
}
