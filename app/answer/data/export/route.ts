import { currentInvitation } from "@/lib/answers/session";
import { findPersonalData } from "@/lib/publications/personal-data/queries";

export const dynamic = "force-dynamic";

/** Everything held about the person whose link this browser opened, as a file. */
export async function GET(): Promise<Response> {
  const invitation = await currentInvitation();
  const data = invitation === null ? null : await findPersonalData(invitation.id);
  if (data === null) return new Response("There is nothing at this address.\n", { status: 404 });
  return new Response(`${JSON.stringify(data, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="my-data-${data.survey.slug}.json"`,
      "Cache-Control": "private, no-store",
      "X-Robots-Tag": "noindex",
    },
  });
}
