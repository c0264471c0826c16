import type { Metadata } from "next";
import { Button } from "@/components/ui/button";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { loadAuthor } from "@/lib/auth/loaders";
import { safetyCases } from "@/lib/core/survey/templates/safety-cases";
import { createSurveyAction } from "@/lib/surveys/actions";

export const metadata: Metadata = { title: "New survey" };

const kinds = {
  works: "a list of works",
  stance: "a stance with confidence",
  choice: "a choice among options",
  estimate: "an estimate with an interval",
  text: "free text",
};

export default async function NewSurveyPage() {
  await loadAuthor();
  return (
    <Page width="text">
      <PageHeader
        title="New survey"
        lead="It begins as a draft from this template. You edit its words next; nobody sees it before you open it."
        actions={
          <form action={createSurveyAction}>
            <Button type="submit">Use this template</Button>
          </form>
        }
      />
      <h2 className="mb-3 font-serif text-xl font-semibold">{safetyCases.document.title}</h2>
      <ol className="list-decimal space-y-3 pl-6">
        {safetyCases.document.questions.map((question) => (
          <li key={question.id}>
            {question.prompt} <span className="text-sm text-muted">({kinds[question.kind]})</span>
          </li>
        ))}
      </ol>
      <p className="mt-6 text-sm text-muted">
        Experts read before they submit that submitting approves verbatim quotes from answers that
        they allow to be quoted.
      </p>
    </Page>
  );
}
