import { refuseForm, seeOther } from "@/lib/answers/door";
import { currentInvitation } from "@/lib/answers/session";
import { blankPublishedFields } from "@/lib/publications/withdrawal/commands";
import { approveRest, decideQuote } from "@/lib/synthesis/quotes/commands";
import { listQuotesOf } from "@/lib/synthesis/quotes/queries";
import { decideQuoteSchema } from "@/lib/synthesis/quotes/schema";

/** One decision on one quote, or the approval of all that are open; then on to the next that is. */
export async function POST(request: Request) {
  const refused = await refuseForm(request);
  if (refused) return refused;
  const invitation = await currentInvitation();
  if (invitation === null) return seeOther("/answer/quotes");
  const parsed = decideQuoteSchema.safeParse(Object.fromEntries(await request.formData()));
  if (!parsed.success) return seeOther("/answer/quotes?refused=not-found");
  const now = new Date();
  if (parsed.data.act === "approve-rest") {
    const approved = await approveRest(invitation.id, now, blankPublishedFields);
    return seeOther(approved.ok ? "/answer/quotes" : `/answer/quotes?refused=${approved.reason}`);
  }
  const { quote } = parsed.data;
  const decided = await decideQuote(invitation.id, parsed.data, now, blankPublishedFields);
  if (!decided.ok) {
    return seeOther(`/answer/quotes?refused=${decided.reason}&quote=${quote}#quote-${quote}`);
  }
  const next = (await listQuotesOf(invitation.id)).find(({ state }) => state === "proposed");
  return seeOther(next === undefined ? "/answer/quotes" : `/answer/quotes#quote-${next.id}`);
}
