import { useTranslations } from "next-intl";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextAreaField } from "@/components/ui/field";
import { writeProblem } from "@/lib/core/answers/problem";
import { useFormDesk } from "./form-desk";
import type { QuestionParts } from "./question-parts";
import { useAutosaveView } from "./use-autosave";
import { useProblemWords } from "./use-words";

// The reader of Markdown weighs more than the rest of the form, and few look at a preview.
const Markdown = lazy(async () => ({
  default: (await import("@/components/ui/markdown")).Markdown,
}));

/** The respondent's own words, in light Markdown. */
export function WordsField(props: QuestionParts) {
  const { question, initial, current, problemAt, focusAt } = props;
  const { register, autosave } = useFormDesk();
  const t = useTranslations("question");
  const say = useProblemWords();
  const [preview, setPreview] = useState(false);
  const name = `answers.${question.id}.text` as const;
  const tooLong = useAutosaveView(
    autosave,
    ({ state }) => state.fields[name]?.refused === "too-long",
  );
  const refused = tooLong ? say(writeProblem("text-too-long")) : undefined;
  const text = current.text.trim();
  return (
    <div>
      <TextAreaField
        id={`${question.id}-text`}
        label={t(question.kind === "text" ? "yourAnswer" : "why")}
        hint={t("markdown")}
        error={problemAt(name) ?? refused}
        defaultValue={initial.text}
        onInput={grow}
        {...(focusAt === name ? { autoFocus: true } : {})}
        {...register(name)}
      />
      {text !== "" && (
        <>
          <Button
            variant="quiet"
            size="compact"
            className="scripted mt-1 -ms-3"
            aria-expanded={preview}
            aria-controls={`${question.id}-preview`}
            onClick={() => setPreview(!preview)}
          >
            {t(preview ? "previewHide" : "preview")}
          </Button>
          <div
            id={`${question.id}-preview`}
            hidden={!preview}
            className="mt-1 border-s-[3px] border-line ps-4"
          >
            {preview && (
              <Suspense fallback={<p className="text-muted">{t("previewWait")}</p>}>
                <Markdown text={text} />
              </Suspense>
            )}
          </div>
        </>
      )}
    </div>
  );
}

/** Lets the box grow with the words where the browser cannot do it by itself. */
function grow(event: React.FormEvent<HTMLTextAreaElement>): void {
  if (CSS.supports("field-sizing", "content")) return;
  const box = event.currentTarget;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight + 2}px`;
}
