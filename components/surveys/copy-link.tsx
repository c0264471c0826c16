"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";

/** Copies a text, and says so; where a browser lets no script copy it says that too. */
export function CopyButton({
  text,
  label,
  whose,
}: {
  text: string;
  label: string;
  /** For screen readers, where a table has many. */
  whose?: string;
}) {
  const [said, setSaid] = useState("");
  return (
    <span className="inline-flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button
        size="compact"
        variant="secondary"
        onClick={() => {
          // Not there where the site is reached without TLS.
          const copying = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("none"));
          void copying.then(
            () => setSaid("Copied."),
            () => setSaid("This browser does not let the page copy: mark the link and copy it."),
          );
        }}
      >
        {label}
        {whose !== undefined && <span className="sr-only"> of {whose}</span>}
      </Button>
      <span role="status" className="text-sm text-good empty:hidden">
        {said}
      </span>
    </span>
  );
}
