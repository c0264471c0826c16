import { getTranslations } from "next-intl/server";
import { plainRefusal, refuseForm, seeOther } from "@/lib/answers/door";
import { askToBeInvited } from "@/lib/invitations/nominations/commands";
import { loadPerspectivePage } from "@/lib/invitations/nominations/loaders";
import { nominationSchema } from "@/lib/invitations/nominations/schema";
import { limit } from "@/lib/platform/rate-limit";
import { clientAddress } from "@/lib/platform/request";

/** Takes up a reader's request to be invited. Says the same whoever the address belongs to. */
export async function POST(request: Request, { params }: { params: Promise<{ slug: string }> }) {
  const refused = await refuseForm(request);
  if (refused) return refused;
  const { slug } = await params;
  const survey = await loadPerspectivePage(slug);
  if (survey === null) return seeOther(`/s/${slug}`);
  const form = await request.formData();
  const field = (name: string) => String(form.get(name) ?? "");
  const parsed = nominationSchema.safeParse({
    name: field("name"),
    email: field("email"),
    affiliation: field("affiliation"),
    note: field("note"),
  });
  const here = `/perspective/${survey.slug}`;
  if (!parsed.success) {
    const at = parsed.error.issues[0]?.path[0];
    return seeOther(`${here}?fault=${at === "name" || at === "email" ? at : "length"}`);
  }
  for (const key of [`from ${clientAddress(request.headers)}`, `to ${parsed.data.email}`]) {
    const limited = await limit("nomination", key);
    if (!limited.ok) {
      const t = await getTranslations("link");
      return plainRefusal(429, t("waitForm", { seconds: limited.retryAfterSeconds }));
    }
  }
  const { language } = survey;
  const outcome = await askToBeInvited(survey.surveyId, { ...parsed.data, language }, new Date());
  if (outcome.ok) return seeOther(`${here}/asked`);
  const t = await getTranslations("perspective");
  return plainRefusal(
    outcome.reason === "no-mail" ? 404 : 429,
    t(outcome.reason === "no-mail" ? "noMail" : "busy"),
  );
}
