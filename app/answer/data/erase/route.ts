import { refuseForm, seeOther } from "@/lib/answers/door";
import { answerCookie } from "@/lib/answers/schema";
import { currentInvitation } from "@/lib/answers/session";
import { languages } from "@/lib/core/language";
import { isSecureSite } from "@/lib/platform/request";
import { erasePerson } from "@/lib/publications/personal-data/commands";
import { eraseSchema } from "@/lib/publications/personal-data/schema";
import { translatorOf } from "@/messages/catalogue";

/** Erases whoever typed the word, in any of our languages; the device forgets the invitation with it. */
export async function POST(request: Request) {
  const refused = await refuseForm(request);
  if (refused) return refused;
  const invitation = await currentInvitation();
  if (invitation === null) return seeOther("/answer/data");
  const parsed = eraseSchema.safeParse(Object.fromEntries(await request.formData()));
  const typed = parsed.success ? parsed.data.word.trim().toLowerCase() : "";
  const words = languages.map((language) => translatorOf(language, "data")("eraseWord"));
  if (!words.some((word) => word.toLowerCase() === typed)) {
    return seeOther("/answer/data?refused=unconfirmed#erase");
  }
  const erased = await erasePerson(invitation.id, new Date());
  if (!erased.ok) return seeOther("/answer/data");
  const gone = [`${answerCookie}=`, "Path=/", "HttpOnly", "SameSite=Lax", "Max-Age=0"];
  // Behind the #, which no server sees, stands what the browser itself has yet to forget.
  const kept = `#${erased.value.join(",")}`;
  return seeOther(
    `/answer/erased${kept}`,
    [...gone, ...(isSecureSite() ? ["Secure"] : [])].join("; "),
  );
}
