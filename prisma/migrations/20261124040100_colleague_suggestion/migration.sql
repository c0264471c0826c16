-- What the author promises about the experts' words, beside what the product says of itself.
ALTER TABLE "Survey" ADD COLUMN "consentWords" TEXT NOT NULL DEFAULT '';

CREATE TYPE "SuggestionState" AS ENUM ('open', 'approved', 'dismissed');

-- A colleague whom an invited expert names. Mails nobody.
CREATE TABLE "ColleagueSuggestion" (
    "id" UUID NOT NULL,
    "surveyId" UUID NOT NULL,
    "invitationId" UUID,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "note" TEXT NOT NULL DEFAULT '',
    "state" "SuggestionState" NOT NULL DEFAULT 'open',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" TIMESTAMPTZ(3),
    "decidedById" UUID,

    CONSTRAINT "ColleagueSuggestion_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "ColleagueSuggestion_surveyId_state_idx" ON "ColleagueSuggestion"("surveyId", "state");
CREATE INDEX "ColleagueSuggestion_invitationId_idx" ON "ColleagueSuggestion"("invitationId");

ALTER TABLE "ColleagueSuggestion" ADD CONSTRAINT "ColleagueSuggestion_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "ColleagueSuggestion" ADD CONSTRAINT "ColleagueSuggestion_invitationId_fkey" FOREIGN KEY ("invitationId") REFERENCES "Invitation"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "ColleagueSuggestion" ADD CONSTRAINT "ColleagueSuggestion_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "ColleagueSuggestion" ADD CONSTRAINT "ColleagueSuggestion_email_lower" CHECK ("email" = lower("email"));
ALTER TABLE "ColleagueSuggestion" ADD CONSTRAINT "ColleagueSuggestion_decided_together" CHECK (("state" = 'open') = ("decidedAt" IS NULL));
