import Link from "next/link";
import type { ReactNode } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { StateLabel } from "@/components/ui/state-label";

type SurveyHeaderProps = {
  survey: { id: string; title: string; phase: "draft" | "open" | "closed" | "archived" };
  /** Which of the survey's pages this is. */
  here: "overview" | "edit" | "invitations" | "answers" | "quotes" | "synthesis" | "members";
  title?: string;
  lead?: ReactNode;
  actions?: ReactNode;
};

const pages = [
  { key: "overview", label: "Overview", path: "" },
  { key: "edit", label: "Edit", path: "/edit" },
  { key: "invitations", label: "Invitations", path: "/invitations" },
  { key: "answers", label: "Answers", path: "/answers" },
  { key: "quotes", label: "Quotes", path: "/quotes" },
  { key: "synthesis", label: "Synthesis", path: "/synthesis" },
  { key: "members", label: "Members", path: "/members" },
] as const;

/** The heading of a survey's pages, with the way to the others. */
export function SurveyHeader({ survey, here, title, lead, actions }: SurveyHeaderProps) {
  return (
    <>
      <PageHeader
        above={
          <span className="flex flex-wrap items-center gap-x-3">
            {title !== undefined && <span>{survey.title}</span>}
            <StateLabel state={survey.phase} />
          </span>
        }
        title={title ?? survey.title}
        {...(lead === undefined ? {} : { lead })}
        {...(actions === undefined ? {} : { actions })}
      />
      <nav aria-label="Survey" className="mb-8 flex flex-wrap gap-x-6 border-b border-line">
        {pages.map((page) => (
          <Link
            key={page.key}
            href={`/surveys/${survey.id}${page.path}`}
            aria-current={page.key === here ? "page" : undefined}
            className="flex min-h-11 items-center border-b-2 border-transparent text-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-semibold aria-[current=page]:text-ink"
          >
            {page.label}
          </Link>
        ))}
      </nav>
    </>
  );
}
