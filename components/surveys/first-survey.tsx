import { ButtonLink } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";

/** What stands on the dashboard before there is a survey: the way to the template. */
export function FirstSurvey({ mayCreate }: { mayCreate: boolean }) {
  if (!mayCreate) {
    return <p className="text-muted">Nobody has asked you to work on a survey yet.</p>;
  }
  return (
    <Notice title="You have no survey yet">
      <p>
        Begin with six questions on the state of a field and make them yours, with one statement for
        a panel, with a blank page, or with the file of a survey. Nobody sees it before you open it.
      </p>
      <ButtonLink href="/surveys/new">Begin a survey</ButtonLink>
    </Notice>
  );
}
