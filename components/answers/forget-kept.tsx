"use client";

import { useEffect } from "react";
import { forgetKeptAnswers, listKeptResponses } from "./kept-answers";

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

/**
 * Where a link opens nothing: what this browser still keeps of people who were erased meanwhile, or whose invitation was
 * revoked, is forgotten too. What may still be sent stays.
 */
export function ForgetGone() {
  useEffect(() => {
    const forget = async () => {
      for (const scope of await listKeptResponses()) {
        const { status } = await fetch(`/api/answer/v1/drafts?response=${scope}`);
        if (status === 410) await forgetKeptAnswers(scope, true);
      }
    };
    void forget().catch(() => undefined);
  }, []);
  return null;
}
