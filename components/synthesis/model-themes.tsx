import { StateLabel } from "@/components/ui/state-label";
import type { FormAction } from "@/lib/core/form-state";
import type { ThemesView } from "@/lib/synthesis/model/schema";
import { Decide, labels } from "./model-decision";

/** How a model sorted the points of a question, beside the themes that the rules found. */
export function SortedThemes({
  surveyId,
  sorting,
  decide,
  mayDecide,
}: {
  surveyId: string;
  sorting: ThemesView;
  decide: FormAction;
  mayDecide: boolean;
}) {
  const { id, model, state, rule, themes, rest, waits, decided } = sorting;
  return (
    <article aria-label={`Themes, ${labels[state]}`}>
      <p className="flex flex-wrap items-center gap-x-3 text-sm">
        <span className="text-muted">Themes</span>
        <StateLabel state={labels[state]} />
        {state !== "proposed" && decided && <span className="text-muted">{decided}</span>}
      </p>
      <div className="mt-2 grid gap-x-8 gap-y-3 sm:grid-cols-2">
        <div>
          <p className="text-xs text-muted">By rule</p>
          <ul className="font-serif text-muted">
            {rule.map((title) => (
              <li key={title}>{title}</li>
            ))}
            {rule.length === 0 && <li>No themes</li>}
          </ul>
        </div>
        <div>
          <p className="text-xs text-muted">By {model}</p>
          <ul className="font-serif">
            {themes.map(({ title, people, points }) => (
              <li key={points[0]}>
                <details>
                  <summary className="min-h-11 cursor-pointer content-center py-1 sm:min-h-9">
                    {title || <span className="text-muted">Named by the rules</span>}{" "}
                    <span className="font-sans text-sm text-muted tabular-nums">
                      {people} {people === 1 ? "person" : "people"}
                    </span>
                  </summary>
                  <ul className="mb-2 list-disc ps-5 font-sans text-sm text-muted">
                    {points.map((words) => (
                      <li key={words}>{words}</li>
                    ))}
                  </ul>
                </details>
              </li>
            ))}
          </ul>
          {rest > 0 && (
            <p className="mt-1 text-sm text-muted">
              {rest} {rest === 1 ? "point stands" : "points stand"} in none of them.
            </p>
          )}
        </div>
      </div>
      {waits && (
        <p className="mt-2 text-sm text-muted">
          The draft does not stand so yet: it is being computed, or so much was answered since that
          the rules’ themes fit better.
        </p>
      )}
      {mayDecide && (
        <Decide
          state={state}
          action={decide}
          fields={{ surveyId, proposalId: id, what: "themes" }}
          use="Use these themes"
          keep="Keep the rules’"
        />
      )}
    </article>
  );
}
