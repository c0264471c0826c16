import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";

/** What cannot be taken back, folded, behind a word to type; works without JavaScript. */
export function EraseForm({
  action,
  title,
  submit,
  refused,
  children,
}: {
  /** Where the form is posted. */
  action: string;
  title: string;
  submit: string;
  /** Whether the word was not right the last time. */
  refused: boolean;
  /** What goes, and what is to be chosen. */
  children: React.ReactNode;
}) {
  const t = useTranslations("data");
  return (
    <details id="erase" className="scroll-mt-6 border-t border-line pt-4" open={refused}>
      <summary className="min-h-11 cursor-pointer py-2 text-muted">{title}</summary>
      <form method="post" action={action} className="mt-2 flex flex-col gap-4">
        {children}
        <TextField
          id="word"
          name="word"
          label={t("eraseType", { word: t("eraseWord") })}
          autoComplete="off"
          error={refused ? t("eraseRefused", { word: t("eraseWord") }) : undefined}
        />
        <div>
          <Button type="submit" variant="danger">
            {submit}
          </Button>
        </div>
      </form>
    </details>
  );
}
