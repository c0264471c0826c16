-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "SurveyStatus" AS ENUM ('draft', 'open', 'closed', 'archived');

-- CreateEnum
CREATE TYPE "SurveyRole" AS ENUM ('owner', 'editor', 'viewer');

-- CreateEnum
CREATE TYPE "QuestionKind" AS ENUM ('stance', 'choice', 'estimate', 'works', 'text');

-- CreateEnum
CREATE TYPE "Recruitment" AS ENUM ('author', 'colleague', 'self');

-- CreateEnum
CREATE TYPE "Attribution" AS ENUM ('named', 'role', 'aggregate', 'author');

-- CreateEnum
CREATE TYPE "MessageStatus" AS ENUM ('queued', 'sending', 'sent', 'failed', 'unknown');

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "name" TEXT,
    "email" TEXT NOT NULL,
    "emailVerified" TIMESTAMPTZ(3),
    "image" TEXT,
    "isOwner" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "provider" TEXT NOT NULL,
    "providerAccountId" TEXT NOT NULL,
    "refresh_token" TEXT,
    "access_token" TEXT,
    "expires_at" INTEGER,
    "token_type" TEXT,
    "scope" TEXT,
    "id_token" TEXT,
    "session_state" TEXT,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" UUID NOT NULL,
    "sessionToken" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "VerificationToken" (
    "identifier" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires" TIMESTAMPTZ(3) NOT NULL
);

-- CreateTable
CREATE TABLE "AdmittedAddress" (
    "email" TEXT NOT NULL,
    "admittedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AdmittedAddress_pkey" PRIMARY KEY ("email")
);

-- CreateTable
CREATE TABLE "OwnerClaim" (
    "id" UUID NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "claimedAt" TIMESTAMPTZ(3),

    CONSTRAINT "OwnerClaim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Survey" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "introduction" TEXT NOT NULL DEFAULT '',
    "authors" JSONB NOT NULL DEFAULT '[]',
    "status" "SurveyStatus" NOT NULL DEFAULT 'draft',
    "fictional" BOOLEAN NOT NULL DEFAULT false,
    "timeZone" TEXT NOT NULL DEFAULT 'UTC',
    "minimumGroup" INTEGER NOT NULL DEFAULT 3,
    "submittingApprovesQuotes" BOOLEAN NOT NULL DEFAULT false,
    "invitedOverride" INTEGER,
    "invitationMessage" TEXT NOT NULL DEFAULT '',
    "findingRulesId" TEXT,
    "findingRulesSha256" TEXT,
    "openedAt" TIMESTAMPTZ(3),
    "closesAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Survey_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SurveyMember" (
    "surveyId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "role" "SurveyRole" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SurveyMember_pkey" PRIMARY KEY ("surveyId","userId")
);

-- CreateTable
CREATE TABLE "Question" (
    "id" UUID NOT NULL,
    "surveyId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "Question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuestionRevision" (
    "id" UUID NOT NULL,
    "questionId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "kind" "QuestionKind" NOT NULL,
    "prompt" TEXT NOT NULL,
    "help" TEXT NOT NULL DEFAULT '',
    "required" BOOLEAN NOT NULL DEFAULT false,
    "settings" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "QuestionRevision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "id" UUID NOT NULL,
    "surveyId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT,
    "affiliation" TEXT NOT NULL DEFAULT '',
    "recruitment" "Recruitment" NOT NULL DEFAULT 'author',
    "generation" INTEGER NOT NULL DEFAULT 1,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sentAt" TIMESTAMPTZ(3),
    "bouncedAt" TIMESTAMPTZ(3),
    "bounceReason" TEXT,
    "openedAt" TIMESTAMPTZ(3),
    "declinedAt" TIMESTAMPTZ(3),
    "declineReason" TEXT,
    "withdrawnAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "InvitationSession" (
    "id" UUID NOT NULL,
    "invitationId" UUID NOT NULL,
    "generation" INTEGER NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "InvitationSession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Response" (
    "id" UUID NOT NULL,
    "invitationId" UUID NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 1,
    "displayName" TEXT NOT NULL DEFAULT '',
    "displayRole" TEXT NOT NULL DEFAULT '',
    "roleWording" TEXT NOT NULL DEFAULT '',
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "submittedAt" TIMESTAMPTZ(3),
    "submission" INTEGER NOT NULL DEFAULT 0,
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "Response_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DraftField" (
    "id" UUID NOT NULL,
    "responseId" UUID NOT NULL,
    "questionRevisionId" UUID,
    "field" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DraftField_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Answer" (
    "id" UUID NOT NULL,
    "responseId" UUID NOT NULL,
    "questionRevisionId" UUID NOT NULL,
    "attribution" "Attribution" NOT NULL DEFAULT 'aggregate',
    "quotable" BOOLEAN NOT NULL DEFAULT false,
    "consentedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AnswerRevision" (
    "id" UUID NOT NULL,
    "answerId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "value" TEXT NOT NULL DEFAULT '',
    "confidence" INTEGER,
    "low" DOUBLE PRECISION,
    "high" DOUBLE PRECISION,
    "text" TEXT NOT NULL DEFAULT '',
    "submission" INTEGER NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AnswerRevision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SynthesisDraft" (
    "surveyId" UUID NOT NULL,
    "document" JSONB NOT NULL,
    "inputHash" TEXT NOT NULL,
    "computedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SynthesisDraft_pkey" PRIMARY KEY ("surveyId")
);

-- CreateTable
CREATE TABLE "Publication" (
    "id" UUID NOT NULL,
    "surveyId" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "unpublishedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Publication_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PublishedVersion" (
    "id" UUID NOT NULL,
    "publicationId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "document" JSONB NOT NULL,
    "sha256" TEXT NOT NULL,
    "changelog" JSONB NOT NULL DEFAULT '[]',
    "publishedById" UUID,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PublishedVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PublishedField" (
    "id" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "commitment" TEXT NOT NULL,
    "answerId" UUID,
    "responseId" UUID,
    "field" TEXT NOT NULL,
    "salt" TEXT,
    "value" JSONB,

    CONSTRAINT "PublishedField_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "OutboxMessage" (
    "id" UUID NOT NULL,
    "template" TEXT NOT NULL,
    "dedupeKey" TEXT NOT NULL,
    "surveyId" UUID,
    "invitationId" UUID,
    "nonce" TEXT,
    "userEmail" TEXT,
    "status" "MessageStatus" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "lastError" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "nextAttemptAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "startedAt" TIMESTAMPTZ(3),
    "sentAt" TIMESTAMPTZ(3),

    CONSTRAINT "OutboxMessage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEvent" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorId" UUID,
    "surveyId" UUID,
    "kind" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "AuditEvent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "Account_userId_idx" ON "Account"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_provider_providerAccountId_key" ON "Account"("provider", "providerAccountId");

-- CreateIndex
CREATE UNIQUE INDEX "Session_sessionToken_key" ON "Session"("sessionToken");

-- CreateIndex
CREATE INDEX "Session_userId_idx" ON "Session"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "VerificationToken_token_key" ON "VerificationToken"("token");

-- CreateIndex
CREATE UNIQUE INDEX "VerificationToken_identifier_token_key" ON "VerificationToken"("identifier", "token");

-- CreateIndex
CREATE UNIQUE INDEX "OwnerClaim_tokenHash_key" ON "OwnerClaim"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "Survey_slug_key" ON "Survey"("slug");

-- CreateIndex
CREATE INDEX "SurveyMember_userId_idx" ON "SurveyMember"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Question_surveyId_key_key" ON "Question"("surveyId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "QuestionRevision_questionId_number_key" ON "QuestionRevision"("questionId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_surveyId_email_key" ON "Invitation"("surveyId", "email");

-- CreateIndex
CREATE UNIQUE INDEX "InvitationSession_tokenHash_key" ON "InvitationSession"("tokenHash");

-- CreateIndex
CREATE INDEX "InvitationSession_invitationId_idx" ON "InvitationSession"("invitationId");

-- CreateIndex
CREATE UNIQUE INDEX "Response_invitationId_round_key" ON "Response"("invitationId", "round");

-- CreateIndex
CREATE INDEX "DraftField_responseId_idx" ON "DraftField"("responseId");

-- CreateIndex
CREATE UNIQUE INDEX "Answer_responseId_questionRevisionId_key" ON "Answer"("responseId", "questionRevisionId");

-- CreateIndex
CREATE UNIQUE INDEX "AnswerRevision_answerId_number_key" ON "AnswerRevision"("answerId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Publication_surveyId_key" ON "Publication"("surveyId");

-- CreateIndex
CREATE UNIQUE INDEX "Publication_slug_key" ON "Publication"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "PublishedVersion_publicationId_number_key" ON "PublishedVersion"("publicationId", "number");

-- CreateIndex
CREATE INDEX "PublishedField_answerId_idx" ON "PublishedField"("answerId");

-- CreateIndex
CREATE INDEX "PublishedField_responseId_idx" ON "PublishedField"("responseId");

-- CreateIndex
CREATE UNIQUE INDEX "PublishedField_versionId_commitment_key" ON "PublishedField"("versionId", "commitment");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxMessage_dedupeKey_key" ON "OutboxMessage"("dedupeKey");

-- CreateIndex
CREATE INDEX "OutboxMessage_surveyId_template_idx" ON "OutboxMessage"("surveyId", "template");

-- CreateIndex
CREATE INDEX "OutboxMessage_invitationId_idx" ON "OutboxMessage"("invitationId");

-- CreateIndex
CREATE INDEX "OutboxMessage_status_idx" ON "OutboxMessage"("status");

-- CreateIndex
CREATE INDEX "AuditEvent_surveyId_at_idx" ON "AuditEvent"("surveyId", "at");

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AdmittedAddress" ADD CONSTRAINT "AdmittedAddress_admittedById_fkey" FOREIGN KEY ("admittedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SurveyMember" ADD CONSTRAINT "SurveyMember_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SurveyMember" ADD CONSTRAINT "SurveyMember_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Question" ADD CONSTRAINT "Question_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuestionRevision" ADD CONSTRAINT "QuestionRevision_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "Question"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "InvitationSession" ADD CONSTRAINT "InvitationSession_invitationId_fkey" FOREIGN KEY ("invitationId") REFERENCES "Invitation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Response" ADD CONSTRAINT "Response_invitationId_fkey" FOREIGN KEY ("invitationId") REFERENCES "Invitation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DraftField" ADD CONSTRAINT "DraftField_responseId_fkey" FOREIGN KEY ("responseId") REFERENCES "Response"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DraftField" ADD CONSTRAINT "DraftField_questionRevisionId_fkey" FOREIGN KEY ("questionRevisionId") REFERENCES "QuestionRevision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_responseId_fkey" FOREIGN KEY ("responseId") REFERENCES "Response"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Answer" ADD CONSTRAINT "Answer_questionRevisionId_fkey" FOREIGN KEY ("questionRevisionId") REFERENCES "QuestionRevision"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnswerRevision" ADD CONSTRAINT "AnswerRevision_answerId_fkey" FOREIGN KEY ("answerId") REFERENCES "Answer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SynthesisDraft" ADD CONSTRAINT "SynthesisDraft_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Publication" ADD CONSTRAINT "Publication_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublishedVersion" ADD CONSTRAINT "PublishedVersion_publicationId_fkey" FOREIGN KEY ("publicationId") REFERENCES "Publication"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublishedVersion" ADD CONSTRAINT "PublishedVersion_publishedById_fkey" FOREIGN KEY ("publishedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PublishedField" ADD CONSTRAINT "PublishedField_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "PublishedVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutboxMessage" ADD CONSTRAINT "OutboxMessage_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OutboxMessage" ADD CONSTRAINT "OutboxMessage_invitationId_fkey" FOREIGN KEY ("invitationId") REFERENCES "Invitation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditEvent" ADD CONSTRAINT "AuditEvent_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AuditEvent" ADD CONSTRAINT "AuditEvent_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What the schema file cannot say -------------------------------------------------

-- An address is unique without regard to case because only its lower-case form may be stored.
ALTER TABLE "User" ADD CONSTRAINT "User_email_lower" CHECK ("email" = lower("email"));
ALTER TABLE "AdmittedAddress" ADD CONSTRAINT "AdmittedAddress_email_lower" CHECK ("email" = lower("email"));
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_email_lower" CHECK ("email" = lower("email"));

ALTER TABLE "Survey" ADD CONSTRAINT "Survey_slug_form" CHECK ("slug" ~ '^[a-z0-9]+(-+[a-z0-9]+)*$');
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_minimumGroup_range" CHECK ("minimumGroup" >= 1);
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_invitedOverride_range" CHECK ("invitedOverride" >= 0);
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_closesAt_after_open" CHECK ("closesAt" > "openedAt");
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_opened_when_open" CHECK ("status" NOT IN ('open', 'closed') OR "openedAt" IS NOT NULL);
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_revision_range" CHECK ("revision" >= 1);
ALTER TABLE "Question" ADD CONSTRAINT "Question_key_form" CHECK ("key" ~ '^[a-z0-9]+(-+[a-z0-9]+)*$');
ALTER TABLE "QuestionRevision" ADD CONSTRAINT "QuestionRevision_number_range" CHECK ("number" >= 1);
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_generation_range" CHECK ("generation" >= 1);
ALTER TABLE "Response" ADD CONSTRAINT "Response_round_range" CHECK ("round" >= 1);
ALTER TABLE "Response" ADD CONSTRAINT "Response_submission_range" CHECK ("submission" >= 0);
ALTER TABLE "Response" ADD CONSTRAINT "Response_submitted_together" CHECK (("submission" = 0) = ("submittedAt" IS NULL));
ALTER TABLE "DraftField" ADD CONSTRAINT "DraftField_version_range" CHECK ("version" >= 1);
ALTER TABLE "AnswerRevision" ADD CONSTRAINT "AnswerRevision_number_range" CHECK ("number" >= 1);
ALTER TABLE "AnswerRevision" ADD CONSTRAINT "AnswerRevision_confidence_range" CHECK ("confidence" BETWEEN 1 AND 10);
ALTER TABLE "AnswerRevision" ADD CONSTRAINT "AnswerRevision_interval_order" CHECK ("low" <= "high");
ALTER TABLE "PublishedVersion" ADD CONSTRAINT "PublishedVersion_number_range" CHECK ("number" >= 1);
ALTER TABLE "PublishedField" ADD CONSTRAINT "PublishedField_opened_together" CHECK (("salt" IS NULL) = ("value" IS NULL));
ALTER TABLE "OutboxMessage" ADD CONSTRAINT "OutboxMessage_attempts_range" CHECK ("attempts" >= 0);

-- One row a field. A plain unique index takes two nulls for different, NULLS NOT DISTINCT needs PostgreSQL 15, so
-- there is an index for the fields of a question and one for those of the response itself.
CREATE UNIQUE INDEX "DraftField_question_field" ON "DraftField" ("responseId", "questionRevisionId", "field") WHERE "questionRevisionId" IS NOT NULL;
CREATE UNIQUE INDEX "DraftField_response_field" ON "DraftField" ("responseId", "field") WHERE "questionRevisionId" IS NULL;

-- At most one owner's link can be taken, and one person own the installation.
CREATE UNIQUE INDEX "User_one_owner" ON "User" ("isOwner") WHERE "isOwner";

-- Rows that record what happened are never rewritten. Deleting stays possible: a withdrawal removes a person's words.
CREATE FUNCTION "refuse_update"() RETURNS trigger LANGUAGE plpgsql AS E'BEGIN RAISE EXCEPTION ''% rows are never changed'', TG_TABLE_NAME USING ERRCODE = ''restrict_violation''\x3b END';

CREATE TRIGGER "AnswerRevision_append_only" BEFORE UPDATE ON "AnswerRevision"
  FOR EACH ROW EXECUTE FUNCTION "refuse_update"();

-- These two point at people and surveys, when one is deleted the pointer becomes null, and only that may change.
CREATE TRIGGER "AuditEvent_append_only" BEFORE UPDATE ON "AuditEvent"
  FOR EACH ROW WHEN (
    (NEW."id", NEW."at", NEW."kind", NEW."details") IS DISTINCT FROM (OLD."id", OLD."at", OLD."kind", OLD."details")
    OR (NEW."actorId" IS NOT NULL AND NEW."actorId" IS DISTINCT FROM OLD."actorId")
    OR (NEW."surveyId" IS NOT NULL AND NEW."surveyId" IS DISTINCT FROM OLD."surveyId")
  ) EXECUTE FUNCTION "refuse_update"();

CREATE TRIGGER "PublishedVersion_append_only" BEFORE UPDATE ON "PublishedVersion"
  FOR EACH ROW WHEN (
    (NEW."id", NEW."publicationId", NEW."number", NEW."document", NEW."sha256", NEW."changelog", NEW."publishedAt")
      IS DISTINCT FROM
    (OLD."id", OLD."publicationId", OLD."number", OLD."document", OLD."sha256", OLD."changelog", OLD."publishedAt")
    OR (NEW."publishedById" IS NOT NULL AND NEW."publishedById" IS DISTINCT FROM OLD."publishedById")
  ) EXECUTE FUNCTION "refuse_update"();
