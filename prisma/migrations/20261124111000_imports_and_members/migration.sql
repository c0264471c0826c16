-- Answers that an author enters, and members who are asked by mail.
ALTER TABLE "AdmittedAddress" ADD COLUMN "guest" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "removedAt" TIMESTAMPTZ(3);

CREATE TABLE "MemberInvite" (
  "id" UUID NOT NULL,
  "surveyId" UUID NOT NULL,
  "email" TEXT NOT NULL CONSTRAINT "MemberInvite_email_lower" CHECK ("email" = lower("email")),
  "role" "SurveyRole" NOT NULL,
  "handsOver" BOOLEAN NOT NULL DEFAULT false,
  "invitedById" UUID,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "expiresAt" TIMESTAMPTZ(3) NOT NULL,
  "acceptedAt" TIMESTAMPTZ(3),
  "declinedAt" TIMESTAMPTZ(3),
  "revokedAt" TIMESTAMPTZ(3),
  CONSTRAINT "MemberInvite_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "MemberInvite_surveyId_idx" ON "MemberInvite"("surveyId");
CREATE INDEX "MemberInvite_email_idx" ON "MemberInvite"("email");
-- One open question to one address.
CREATE UNIQUE INDEX "MemberInvite_open" ON "MemberInvite"("surveyId", "email")
  WHERE "acceptedAt" IS NULL AND "declinedAt" IS NULL AND "revokedAt" IS NULL;
ALTER TABLE "MemberInvite" ADD CONSTRAINT "MemberInvite_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "MemberInvite" ADD CONSTRAINT "MemberInvite_invitedById_fkey" FOREIGN KEY ("invitedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE "AnswerImport" (
  "id" UUID NOT NULL,
  "surveyId" UUID NOT NULL,
  "importedById" UUID,
  "respondents" INTEGER NOT NULL,
  "answers" INTEGER NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "undoneAt" TIMESTAMPTZ(3),
  CONSTRAINT "AnswerImport_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "AnswerImport_surveyId_idx" ON "AnswerImport"("surveyId");
ALTER TABLE "AnswerImport" ADD CONSTRAINT "AnswerImport_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "AnswerImport" ADD CONSTRAINT "AnswerImport_importedById_fkey" FOREIGN KEY ("importedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "Invitation" ADD COLUMN "importId" UUID;
CREATE INDEX "Invitation_importId_idx" ON "Invitation"("importId");
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_importId_fkey" FOREIGN KEY ("importId") REFERENCES "AnswerImport"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "Response" ADD COLUMN "importId" UUID, ADD COLUMN "confirmedAt" TIMESTAMPTZ(3);
CREATE INDEX "Response_importId_idx" ON "Response"("importId");
ALTER TABLE "Response" ADD CONSTRAINT "Response_importId_fkey" FOREIGN KEY ("importId") REFERENCES "AnswerImport"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What an author entered is counted and neither shown nor quoted until its respondent has taken it as their own, whoever
-- writes the row.
CREATE FUNCTION "hold_unconfirmed"() RETURNS trigger LANGUAGE plpgsql AS E'BEGIN IF (NEW."quotable" OR NEW."attribution" IN (''named'', ''role'')) AND EXISTS (SELECT 1 FROM "Response" r WHERE r."id" = NEW."responseId" AND r."importId" IS NOT NULL AND r."confirmedAt" IS NULL) THEN RAISE EXCEPTION ''an answer that its respondent has not confirmed is not shown'' USING ERRCODE = ''check_violation''\x3b END IF\x3b RETURN NEW\x3b END';
CREATE TRIGGER "Answer_hold_unconfirmed" BEFORE INSERT OR UPDATE ON "Answer"
  FOR EACH ROW WHEN (NEW."quotable" OR NEW."attribution" IN ('named', 'role')) EXECUTE FUNCTION "hold_unconfirmed"();
