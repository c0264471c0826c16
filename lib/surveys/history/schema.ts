import { z } from "zod";
import { auditTopics } from "@/lib/core/audit-event";

/** How many events a page of the history shows. */
export const eventsPerPage = 50;

/** What is asked of the history; what cannot be read is not asked. */
export const historyFilterSchema = z.object({
  topic: z.enum(auditTopics).nullable().catch(null),
  who: z.uuid().nullable().catch(null),
  page: z.coerce.number().int().min(1).max(100_000).catch(1),
});

export type HistoryFilter = z.infer<typeof historyFilterSchema>;

export const historyFormatSchema = z.enum(["csv", "json"]);
