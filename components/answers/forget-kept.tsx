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

/** After an erasure nothing stays in the browser either; whose responses they were, the address says behind its #. */
export function ForgetErased() {
  useEffect(() => {
    for (const scope of location.hash.slice(1).split(",").filter(Boolean)) {
      void forgetKeptAnswers(scope, true).catch(() => undefined);
    }
    history.replaceState(history.state, "", location.pathname);
  }, []);
  return null;
}
