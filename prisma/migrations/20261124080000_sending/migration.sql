-- AlterEnum
ALTER TYPE "MessageStatus" ADD VALUE 'cancelled';

-- AlterTable
ALTER TABLE "OutboxMessage" ADD COLUMN "claimedAt" TIMESTAMPTZ(3);

-- CreateIndex
CREATE INDEX "OutboxMessage_status_nextAttemptAt_idx" ON "OutboxMessage"("status", "nextAttemptAt");

-- CreateIndex
CREATE INDEX "OutboxMessage_claimedAt_idx" ON "OutboxMessage"("claimedAt");

-- DropIndex
DROP INDEX "OutboxMessage_status_idx";
