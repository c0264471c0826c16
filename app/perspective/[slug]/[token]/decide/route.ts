import { refuseForm, seeOther } from "@/lib/answers/door";
import { confirmNomination, refuseNomination } from "@/lib/invitations/nominations/commands";
import { findNomination } from "@/lib/invitations/nominations/queries";
import { nominationWishSchema } from "@/lib/invitations/nominations/schema";

type Context = { params: Promise<{ slug: string; token: string }> };

/** The owner of an address confirms a request to be invited, or ends it. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const refused = await refuseForm(request);
  if (refused) return refused;
  const { slug, token } = await params;
  const nomination = await findNomination(token);
  const parsed = nominationWishSchema.safeParse(Object.fromEntries(await request.formData()));
  if (nomination === null || !parsed.success) return seeOther(`/perspective/${slug}/${token}`);
  const { wish } = parsed.data;
  if (wish === "confirm") {
    await confirmNomination(nomination, new Date());
    return seeOther(`/perspective/${slug}/${token}`);
  }
  await refuseNomination(nomination, wish === "block", new Date());
  return seeOther(`/s/${slug}`);
}
