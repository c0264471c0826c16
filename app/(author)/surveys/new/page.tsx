import type { Metadata } from "next";
import { SurveyFileForm } from "@/components/surveys/survey-file-form";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { templates } from "@/lib/core/survey/templates/catalogue";
import { createSurveyAction, createSurveyFromFileAction } from "@/lib/surveys/actions";
import { loadNewSurvey } from "@/lib/surveys/loaders";

export const metadata: Metadata = { title: "New survey" };

const kinds = {
  works: "a list of works",
  stance: "a position on a scale",
  choice: "a choice among options",
  estimate: "an estimate",
  text: "free text",
};

export default async function NewSurveyPage() {
  const earlier = await loadNewSurvey();
  return (
    <Page width="text">
      <PageHeader
        title="New survey"
        lead="It begins as a draft. You edit its words next; nobody sees it before you open it."
      />
      <div className="flex flex-col divide-y divide-line border-y border-line">
        {Object.entries(templates).map(([id, template]) => (
          <section key={id} className="py-6" aria-labelledby={`template-${id}`}>
            <div className="flex flex-wrap items-start justify-between gap-x-8 gap-y-3">
              <div className="max-w-[30rem]">
                <h2 id={`template-${id}`} className="font-serif text-xl font-semibold">
                  {template.name}
                </h2>
                <p className="mt-1 text-muted">{template.use}</p>
              </div>
              <form action={createSurveyAction}>
                <input type="hidden" name="template" value={id} />
                <Button type="submit" variant={id === "safety-cases" ? "primary" : "secondary"}>
                  Use<span className="sr-only"> “{template.name}”</span>
                </Button>
              </form>
            </div>
            {template.document.questions.length > 1 && (
              <details className="mt-3">
                <summary className="cursor-pointer text-sm font-semibold text-accent">
                  Its {template.document.questions.length} questions
                </summary>
                <ol className="mt-3 list-decimal space-y-2 pl-6">
                  {template.document.questions.map((question) => (
                    <li key={question.id}>
                      {question.prompt}{" "}
                      <span className="text-sm text-muted">({kinds[question.kind]})</span>
                    </li>
                  ))}
                </ol>
              </details>
            )}
          </section>
        ))}
      </div>
      {earlier.length > 0 && (
        <section className="mt-10" aria-labelledby="earlier">
          <h2 id="earlier" className="mb-4 font-serif text-xl font-semibold">
            From an earlier survey
          </h2>
          <form action={createSurveyAction} className="flex flex-col items-start gap-4">
            <Field
              id="copyOf"
              label="Survey"
              hint="Its questions and words are copied; people and answers are not."
            >
              {(control) => (
                <select
                  {...control}
                  name="copyOf"
                  className="min-h-11 w-full rounded-md border border-edge bg-paper px-3 text-base"
                >
                  {earlier.map(({ id, title }) => (
                    <option key={id} value={id}>
                      {title}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <Button type="submit" variant="secondary">
              Copy this survey
            </Button>
          </form>
        </section>
      )}
      <section className="mt-10" aria-labelledby="from-file">
        <h2 id="from-file" className="mb-4 font-serif text-xl font-semibold">
          From a file
        </h2>
        <SurveyFileForm action={createSurveyFromFileAction} />
      </section>
    </Page>
  );
}
