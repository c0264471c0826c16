import type { ReactNode } from "react";

const widths = {
  /** Reading and forms. */
  text: "max-w-[44rem]",
  /** Tables and articles with a margin. */
  wide: "max-w-page",
} as const;

/** The column that a page stands in. */
export function Page({
  width = "wide",
  children,
}: {
  width?: keyof typeof widths;
  children: ReactNode;
}) {
  return (
    <div className={`mx-auto w-full px-5 pt-10 pb-4 sm:px-8 sm:pt-14 ${widths[width]}`}>
      {children}
    </div>
  );
}
