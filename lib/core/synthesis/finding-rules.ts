import canonicalize from "canonicalize";
import { sha256 } from "../sha256";
import rules from "./findings-v1.json";

/** The rules of the findings: thresholds as exact fractions, and the words. One file, so that one hash names them. */
export const ruleSet = rules;

/** What a survey stores when it opens: the rules' name and the SHA-256 of their canonical JSON (RFC 8785). */
export const findingRules: { readonly id: string; readonly sha256: string } = {
  id: rules.id,
  sha256: sha256(canonicalize(rules) ?? ""),
};
