"use client";

import { useLocale } from "next-intl";
import { useEffect, useState } from "react";
import { instantInWords } from "@/lib/core/language";

/** A moment in the reader's own time zone; in the survey's, named, until the page's script runs. */
export function ClosingTime({ at, timeZone }: { at: Date; timeZone: string }) {
  const language = useLocale();
  const [zone, setZone] = useState(timeZone);
  useEffect(() => setZone(Intl.DateTimeFormat().resolvedOptions().timeZone), []);
  return <time dateTime={at.toISOString()}>{instantInWords(at, language, zone)}</time>;
}
