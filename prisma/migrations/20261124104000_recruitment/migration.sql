-- Until when this person may answer though the survey has closed.
ALTER TABLE "Invitation" ADD COLUMN "extendedUntil" TIMESTAMPTZ(3);

CREATE TYPE "NominationState" AS ENUM ('unconfirmed', 'open', 'approved', 'dismissed');

-- A reader of a public page who asks to be invited. Nobody sees it before its address is confirmed by mail.
CREATE TABLE "SelfNomination" (
    "id" UUID NOT NULL,
    "surveyId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "affiliation" TEXT NOT NULL DEFAULT '',
    "note" TEXT NOT NULL DEFAULT '',
    "language" TEXT,
    "state" "NominationState" NOT NULL DEFAULT 'unconfirmed',
    "mails" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmedAt" TIMESTAMPTZ(3),
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,

    CONSTRAINT "SelfNomination_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "SelfNomination_surveyId_email_key" ON "SelfNomination"("surveyId", "email");
CREATE INDEX "SelfNomination_state_createdAt_idx" ON "SelfNomination"("state", "createdAt");

ALTER TABLE "SelfNomination" ADD CONSTRAINT "SelfNomination_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "SelfNomination" ADD CONSTRAINT "SelfNomination_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "SelfNomination" ADD CONSTRAINT "SelfNomination_email_lower" CHECK ("email" = lower("email"));
ALTER TABLE "SelfNomination" ADD CONSTRAINT "SelfNomination_confirmed_together" CHECK (("state" = 'unconfirmed') = ("confirmedAt" IS NULL));
