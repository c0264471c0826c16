"use client";

import { useEffect } from "react";
import { forgetKeptAnswers } from "./kept-answers";

/** After a submission the server has everything: the browser forgets its copies. */
export function ForgetKept({ scope }: { scope: string }) {
  useEffect(() => {
    // Where storage is forbidden, nothing was kept.
    void forgetKeptAnswers(scope).catch(() => undefined);
  }, [scope]);
  return null;
}
