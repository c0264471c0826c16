import type { Metadata } from "next";
import { SynthesisView } from "@/components/synthesis/synthesis-view";
import { Notice } from "@/components/ui/notice";
import { loadPreview } from "@/lib/publications/desk/loaders";

export const metadata: Metadata = { title: "Preview", robots: { index: false } };

type Props = { params: Promise<{ surveyId: string }> };

/** Exactly what the public would get if the draft were published now. */
export default async function PreviewPage({ params }: Props) {
  const { surveyId } = await params;
  const { synthesis, number } = await loadPreview(surveyId);
  return (
    <>
      <div className="mx-auto w-full max-w-page px-5 sm:px-8">
        <Notice title={`Version ${number}, as the public would read it`}>
          <p>
            Only you and the survey’s members see this.{" "}
            <a className="link" href={`/surveys/${surveyId}/synthesis`}>
              Back to the desk
            </a>
          </p>
        </Notice>
      </div>
      {synthesis ? (
        <SynthesisView synthesis={synthesis} edition={null} />
      ) : (
        <p className="mx-auto max-w-page px-5 text-muted sm:px-8">There is nothing to show yet.</p>
      )}
    </>
  );
}
