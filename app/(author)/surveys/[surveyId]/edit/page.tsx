import type { Metadata } from "next";
import Link from "next/link";
import { formMessages } from "@/components/surveys/editor/catalogue";
import { SurveyEditor } from "@/components/surveys/editor/survey-editor";
import { HandOver } from "@/components/surveys/hand-over";
import { PrivacyTermsForm } from "@/components/surveys/privacy-terms-form";
import { ReadOnly } from "@/components/surveys/read-only";
import { RoundDates } from "@/components/surveys/round-dates";
import { SurveyChoices } from "@/components/surveys/survey-choices";
import { SurveyHeader } from "@/components/surveys/survey-header";
import { Page } from "@/components/ui/page";
import { surveyPhase } from "@/lib/core/survey/lifecycle";
import { loadSendsMail } from "@/lib/invitations/loaders";
import { chooseForSurveyAction } from "@/lib/surveys/choices/actions";
import { loadEditor } from "@/lib/surveys/editor/loaders";
import { loadSurvey } from "@/lib/surveys/loaders";
import { storePrivacyTermsAction } from "@/lib/surveys/privacy/actions";
import { addRoundAction, dateRoundAction, removeRoundAction } from "@/lib/surveys/rounds/actions";
import { loadRounds } from "@/lib/surveys/rounds/loaders";
import { messagesOf } from "@/messages/catalogue";

type Props = { params: Promise<{ surveyId: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `Edit · ${(await loadSurvey((await params).surveyId)).title}` };
}

export default async function EditPage({ params }: Props) {
  const survey = await loadSurvey((await params).surveyId);
  const [rounds, editor, sendsMail] = await Promise.all([
    loadRounds(survey.id),
    loadEditor(survey.id),
    loadSendsMail(),
  ]);
  const phase = surveyPhase(survey, new Date());
  const draft = survey.status === "draft";
  const mayEdit = editor !== null && survey.mayEdit && survey.status !== "archived";
  return (
    <Page>
      <SurveyHeader
        survey={{ id: survey.id, title: survey.title, phase }}
        here="edit"
        title="Edit"
        lead={
          !mayEdit ? undefined : draft ? (
            "Saved as you type."
          ) : (
            <>
              The survey has opened: changes are kept in this browser and stored when you press
              Save. Where a question has been answered, you decide with the change what becomes of
              these answers; the changes so far stand under{" "}
              <Link className="link" href={`/surveys/${survey.id}/wordings`}>
                reworded questions
              </Link>
              .
            </>
          )
        }
      />
      {mayEdit ? (
        <>
          <SurveyEditor
            key={survey.id}
            state={editor.state}
            userId={editor.userId}
            timeZones={Intl.supportedValuesOf("timeZone")}
            form={{
              catalogue: { en: formMessages(messagesOf("en")), de: formMessages(messagesOf("de")) },
              terms: survey.terms,
              showOthersAfterSubmitting: survey.showOthersAfterSubmitting,
              fictional: survey.fictional,
              modelHost: editor.modelHost,
            }}
          />
          <div className="mt-12 border-t border-line pt-8">
            <RoundDates
              survey={{ id: survey.id, timeZone: survey.timeZone }}
              rounds={rounds}
              sendsMail={sendsMail}
              date={dateRoundAction}
              add={addRoundAction}
              remove={removeRoundAction}
            />
            {survey.round > 1 && phase === "open" && !survey.fictional && (
              <HandOver surveyId={survey.id} sendsMail={sendsMail} occasion="round" />
            )}
          </div>
          <div id="privacy" className="mt-12 border-t border-line pt-8">
            <PrivacyTermsForm
              surveyId={survey.id}
              terms={survey.terms}
              opened={survey.openedAt !== null}
              store={storePrivacyTermsAction}
            />
          </div>
          <div className="mt-12 border-t border-line pt-8">
            <SurveyChoices
              action={chooseForSurveyAction}
              survey={{
                id: survey.id,
                draft,
                showOthersAfterSubmitting: survey.showOthersAfterSubmitting,
                previewForNamed: survey.previewForNamed,
              }}
            />
            {survey.previewForNamed && !draft && !survey.fictional && (
              <HandOver surveyId={survey.id} sendsMail={sendsMail} occasion="preview" />
            )}
          </div>
        </>
      ) : (
        <ReadOnly survey={survey} />
      )}
    </Page>
  );
}
