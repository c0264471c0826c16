"use client";

import { TextField } from "@/components/ui/field";
import type { SetupDraft } from "@/lib/core/survey/question-draft";
import { CheckLine } from "./check-line";
import { EstimateSetup } from "./estimate-setup";
import { LabelList } from "./label-list";
import type { SetupProps } from "./setup-props";
import { WorksSetup } from "./works-setup";

/** Everything that a question of one kind can be set to. */
export function SetupFields({
  id,
  setup,
  change,
  opened,
}: {
  id: string;
  setup: SetupDraft;
  change: (setup: SetupDraft) => void;
  /** Whether experts may have read the question. */
  opened: boolean;
}) {
  switch (setup.kind) {
    case "stance":
      return <StanceSetup id={id} setup={setup} change={change} />;
    case "choice":
      return <ChoiceSetup id={id} setup={setup} change={change} />;
    case "estimate":
      return <EstimateSetup id={id} setup={setup} change={change} />;
    case "works":
      return <WorksSetup id={id} setup={setup} change={change} opened={opened} />;
    case "text":
      return <p className="text-sm text-muted">Experts answer in their own words alone.</p>;
  }
}

/** The list with one of its items in another place. */
function movedIn<T>(list: readonly T[], from: number, to: number): T[] {
  const item = list[from];
  return item === undefined ? [...list] : list.toSpliced(from, 1).toSpliced(to, 0, item);
}

function StanceSetup({ id, setup, change }: SetupProps<"stance">) {
  const { scale, poles } = setup;
  const withScale = (labels: readonly string[]) => change({ ...setup, scale: [...labels] });
  const withPole = (end: 0 | 1, words: string) => {
    const next: [string, string] = [poles?.[0] ?? "", poles?.[1] ?? ""];
    next[end] = words;
    const { poles: _poles, ...rest } = setup;
    change(next.every((word) => word === "") ? rest : { ...rest, poles: next });
  };
  return (
    <>
      <LabelList
        id={`${id}-scale`}
        legend="Scale"
        hint="2 to 9 steps, from one end to the other. “No opinion” is always offered beside it."
        one="step"
        labels={scale}
        least={2}
        most={9}
        longest={200}
        numbered
        onType={(index, label) => withScale(scale.with(index, label))}
        onAdd={(at, labels) => withScale(scale.toSpliced(at, 0, ...labels))}
        onMove={(from, to) => withScale(movedIn(scale, from, to))}
        onRemove={(index) => withScale(scale.toSpliced(index, 1))}
        onUndo={() => () => change(setup)}
      />
      <fieldset>
        <legend className="mb-1.5 font-semibold">
          What the ends mean <span className="font-normal text-muted">(optional)</span>
        </legend>
        <p className="mb-2 text-sm text-muted">
          Findings use these words: “experts lean towards {poles?.[1] || "yes"}”. Without them they
          say yes and no.
        </p>
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            id={`${id}-pole-low`}
            label="The first step’s end"
            placeholder="no"
            maxLength={40}
            value={poles?.[0] ?? ""}
            onChange={(event) => withPole(0, event.target.value)}
          />
          <TextField
            id={`${id}-pole-high`}
            label="The last step’s end"
            placeholder="yes"
            maxLength={40}
            value={poles?.[1] ?? ""}
            onChange={(event) => withPole(1, event.target.value)}
          />
        </div>
      </fieldset>
      <CheckLine
        type="checkbox"
        label="Ask how confident they are"
        detail="From 1, a guess, to 10, certain. Findings are shown raw and weighted by it."
        checked={setup.confidence ?? false}
        onChange={(event) => change({ ...setup, confidence: event.target.checked })}
      />
    </>
  );
}

function ChoiceSetup({ id, setup, change }: SetupProps<"choice">) {
  const { options } = setup;
  const withOptions = (list: typeof options) => change({ ...setup, options: list });
  const fresh = (labels: readonly string[]) => {
    const taken = new Set(options.map((option) => option.id));
    let number = 0;
    return labels.map((label) => {
      do number += 1;
      while (taken.has(`option-${number}`));
      return { id: `option-${number}`, label };
    });
  };
  return (
    <>
      <LabelList
        id={`${id}-options`}
        legend="Options"
        hint="Paste several lines to add several. “No opinion” is always offered beside them."
        one="option"
        labels={options.map(({ label }) => label)}
        least={1}
        most={50}
        longest={300}
        onType={(index, label) =>
          withOptions(options.map((one, at) => (at === index ? { ...one, label } : one)))
        }
        onAdd={(at, labels) => withOptions(options.toSpliced(at, 0, ...fresh(labels)))}
        onMove={(from, to) => withOptions(movedIn(options, from, to))}
        onRemove={(index) => withOptions(options.toSpliced(index, 1))}
        onUndo={() => () => change(setup)}
      />
      <div className="flex flex-col">
        <CheckLine
          type="checkbox"
          label="Several can be chosen"
          checked={setup.multiple ?? false}
          onChange={(event) => change({ ...setup, multiple: event.target.checked })}
        />
        <CheckLine
          type="checkbox"
          label="Offer “other”, in their own words"
          checked={setup.other ?? false}
          onChange={(event) => change({ ...setup, other: event.target.checked })}
        />
      </div>
      <fieldset>
        <legend className="mb-1.5 font-semibold">Order</legend>
        <div className="flex flex-col">
          <CheckLine
            type="radio"
            name={`${id}-order`}
            label="Drawn for each expert"
            detail="So that no option is first for everyone."
            checked={setup.order !== "fixed"}
            onChange={() => change({ ...setup, order: "drawn" })}
          />
          <CheckLine
            type="radio"
            name={`${id}-order`}
            label="As listed here"
            detail="For options with an order of their own, such as sizes or dates."
            checked={setup.order === "fixed"}
            onChange={() => change({ ...setup, order: "fixed" })}
          />
        </div>
      </fieldset>
    </>
  );
}
