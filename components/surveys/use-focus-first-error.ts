"use client";

import { type RefObject, useEffect, useRef } from "react";

/** After a refused submission the keyboard stands in the first field that is wrong. */
export function useFocusFirstError(errors: object): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(errors).length > 0) {
      form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
    }
  }, [errors]);
  return form;
}
