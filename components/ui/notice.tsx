import type { ReactNode } from "react";

export type NoticeTone = "plain" | "good" | "wait" | "bad";

const tones: Record<NoticeTone, { edge: string; title: string }> = {
  plain: { edge: "border-edge", title: "text-ink" },
  good: { edge: "border-good", title: "text-good" },
  wait: { edge: "border-wait", title: "text-wait" },
  bad: { edge: "border-bad", title: "text-bad" },
};

type NoticeProps = {
  tone?: NoticeTone;
  title?: ReactNode;
  children?: ReactNode;
  /** Announce it when it appears after an action: "alert" at once, "status" when there is a pause. */
  live?: "alert" | "status";
};

/** Something to know, beside the flow: what happened, what is safe, what to do. */
export function Notice({ tone = "plain", title, children, live }: NoticeProps) {
  return (
    <div
      {...(live ? { role: live } : {})}
      className={`my-5 border-s-[3px] bg-sheet px-4 py-3 text-base ${tones[tone].edge}`}
    >
      {title && <p className={`font-semibold ${tones[tone].title}`}>{title}</p>}
      {children && <div className="[&>*+*]:mt-2">{children}</div>}
    </div>
  );
}
