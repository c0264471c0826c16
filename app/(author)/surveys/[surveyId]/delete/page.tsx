import type { Metadata } from "next";
import { DeleteForm } from "@/components/surveys/delete-form";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { deleteSurveyAction } from "@/lib/surveys/deletion/actions";
import { loadDeletion } from "@/lib/surveys/deletion/loaders";
import { loadSurvey } from "@/lib/surveys/loaders";

type Props = { params: Promise<{ surveyId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Delete · ${(await loadSurvey((await params).surveyId)).title}` };
}

function many(count: number, one: string, several = `${one}s`): string {
  return count === 1 ? `1 ${one}` : `${count} ${several}`;
}

export default async function DeletePage({ params }: Props) {
  const { survey, goes } = await loadDeletion((await params).surveyId);
  return (
    <Page width="text">
      <PageHeader
        title="Delete this survey"
        above={survey.title}
        lead="This cannot be undone. A survey that has closed can also be put into the archive, where it stays as it is."
      />
      <h2 className="mb-3 font-serif text-xl font-semibold">What goes</h2>
      <ul className="mb-8 list-disc space-y-1 pl-6">
        <li>{many(goes.questions, "question")}, with every wording</li>
        <li>
          {many(goes.invitations, "invitation")}: names, addresses, and the personal links, which
          stop working
        </li>
        <li>{many(goes.submitted, "submitted response")}, with their answers and consent</li>
        <li>the draft of the synthesis, its edits and comments</li>
        {goes.versions > 0 && <li>{many(goes.versions, "published version")} with their files</li>}
      </ul>
      {goes.slug !== null && (
        <Notice title="What stays">
          <p>
            At <code>/s/{goes.slug}</code> a note says that the page was taken back. Nothing else of
            it is served, and no other page will stand there.
          </p>
        </Notice>
      )}
      {goes.submitted > 0 && (
        <Notice tone="wait" title="Experts have answered">
          <p>
            They are not told by mail. Their own copy, if they took one along under “My data”, stays
            with them.
          </p>
        </Notice>
      )}
      <DeleteForm survey={survey} action={deleteSurveyAction} />
    </Page>
  );
}
