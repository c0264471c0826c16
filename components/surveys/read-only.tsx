import Link from "next/link";

/** Why nothing can be changed here, and the way to where it can. */
export function ReadOnly({
  survey,
}: {
  survey: { readonly id: string; readonly status: string; readonly mayArchive: boolean };
}) {
  if (survey.status !== "archived") return <p>You may read this survey, not change it.</p>;
  return (
    <p>
      The survey is archived: it is read, and not changed.
      {survey.mayArchive && (
        <>
          {" "}
          <Link className="link" href={`/surveys/${survey.id}#life`}>
            Take it out of the archive
          </Link>{" "}
          first.
        </>
      )}
    </p>
  );
}
