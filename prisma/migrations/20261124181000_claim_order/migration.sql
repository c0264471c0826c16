-- A worker takes the oldest first: in this order none of those that wait has to be sorted for it.
CREATE INDEX "OutboxMessage_status_nextAttemptAt_id_idx" ON "OutboxMessage"("status", "nextAttemptAt", "id");

-- The one above begins with the same columns.
DROP INDEX "OutboxMessage_status_nextAttemptAt_idx";
