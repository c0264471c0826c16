import { refuseForm, seeOther } from "@/lib/answers/door";
import { languages } from "@/lib/core/language";
import { findProvenAddress } from "@/lib/invitations/address-proof/queries";
import { eraseAddress } from "@/lib/publications/personal-data/address/commands";
import { eraseAddressSchema } from "@/lib/publications/personal-data/address/schema";
import { translatorOf } from "@/messages/catalogue";

/** Takes the proven address out of this site, where the word was typed in any of our languages. */
export async function POST(request: Request, { params }: { params: Promise<{ token: string }> }) {
  const refused = await refuseForm(request);
  if (refused) return refused;
  const { token } = await params;
  const here = `/answer/address/${token}`;
  const proven = await findProvenAddress(token, new Date());
  if (proven === null) return seeOther(here);
  const form = await request.formData();
  const parsed = eraseAddressSchema.safeParse({
    word: form.get("word") ?? "",
    invitationIds: form.getAll("invitation"),
    block: form.get("block") === "yes",
  });
  const words = languages.map((language) =>
    translatorOf(language, "data")("eraseWord").toLowerCase(),
  );
  if (!parsed.success || !words.includes(parsed.data.word.trim().toLowerCase())) {
    return seeOther(`${here}?refused=unconfirmed#erase`);
  }
  const { invitationIds, block } = parsed.data;
  const gone = await eraseAddress({ email: proven.email, invitationIds, block, now: new Date() });
  // Without the invitation that the link came from the link proves nothing any more.
  return (await findProvenAddress(token, new Date())) === null
    ? seeOther(`/answer/erased#${gone.join(",")}`)
    : seeOther(`${here}?erased=yes`);
}
