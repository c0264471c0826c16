CREATE TABLE "Sending" (
  "id" UUID NOT NULL,
  "surveyId" UUID NOT NULL,
  "startedById" UUID,
  "sendAt" TIMESTAMPTZ(3) NOT NULL,
  "timeZone" TEXT NOT NULL,
  "pausedAt" TIMESTAMPTZ(3),
  "cancelledAt" TIMESTAMPTZ(3),
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "Sending_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "Sending_surveyId_idx" ON "Sending"("surveyId");
ALTER TABLE "Sending" ADD CONSTRAINT "Sending_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Sending" ADD CONSTRAINT "Sending_startedById_fkey" FOREIGN KEY ("startedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "OutboxMessage" ADD COLUMN "sendingId" UUID, ADD COLUMN "dueAt" TIMESTAMPTZ(3);
CREATE INDEX "OutboxMessage_sendingId_status_idx" ON "OutboxMessage"("sendingId", "status");
ALTER TABLE "OutboxMessage" ADD CONSTRAINT "OutboxMessage_sendingId_fkey" FOREIGN KEY ("sendingId") REFERENCES "Sending"("id") ON DELETE SET NULL ON UPDATE CASCADE;
