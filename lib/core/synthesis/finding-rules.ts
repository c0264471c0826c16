import canonicalize from "canonicalize";
import { sha256 } from "../sha256";
import rules from "./findings-v1.json";

/** The rules of the findings: thresholds as exact fractions, and the words. One file, so that one hash names them. */
export const findingRules = rules;

/** SHA-256 over the rules' canonical JSON (RFC 8785): stored with a survey when it opens. */
export const findingRulesHash: string = sha256(canonicalize(rules) ?? "");
