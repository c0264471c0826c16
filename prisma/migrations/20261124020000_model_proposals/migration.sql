-- AlterTable
ALTER TABLE "Response" ADD COLUMN "toldModelHost" TEXT;

-- CreateEnum
CREATE TYPE "ModelOutcome" AS ENUM ('asking', 'answered', 'refused', 'invalid', 'truncated', 'oversized', 'timeout', 'limited', 'failed');

-- CreateEnum
CREATE TYPE "ProposalState" AS ENUM ('proposed', 'accepted', 'rejected', 'stale');

-- CreateTable
CREATE TABLE "ModelRun" (
    "id" UUID NOT NULL,
    "surveyId" UUID NOT NULL,
    "questionKey" TEXT NOT NULL,
    "briefHash" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "outcome" "ModelOutcome" NOT NULL DEFAULT 'asking',
    "attempts" INTEGER NOT NULL DEFAULT 1,
    "startedAt" TIMESTAMPTZ(3) NOT NULL,
    "finishedAt" TIMESTAMPTZ(3),
    "latencyMs" INTEGER,
    "inputTokens" INTEGER,
    "outputTokens" INTEGER,
    "cost" DOUBLE PRECISION,
    "passed" INTEGER NOT NULL DEFAULT 0,
    "dropped" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "ModelRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ModelProposal" (
    "id" UUID NOT NULL,
    "surveyId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "questionKey" TEXT NOT NULL,
    "keyPoint" BOOLEAN NOT NULL,
    "replaces" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "sources" JSONB NOT NULL,
    "state" "ProposalState" NOT NULL DEFAULT 'proposed',
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ModelProposal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "ModelRun_surveyId_briefHash_model_key" ON "ModelRun"("surveyId", "briefHash", "model");

-- CreateIndex
CREATE INDEX "ModelProposal_surveyId_state_idx" ON "ModelProposal"("surveyId", "state");

-- CreateIndex
CREATE INDEX "ModelProposal_runId_idx" ON "ModelProposal"("runId");

-- AddForeignKey
ALTER TABLE "ModelRun" ADD CONSTRAINT "ModelRun_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModelProposal" ADD CONSTRAINT "ModelProposal_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModelProposal" ADD CONSTRAINT "ModelProposal_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ModelRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ModelProposal" ADD CONSTRAINT "ModelProposal_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- What a model worded is not rewritten: an author decides on it, and a withdrawal takes the words away.
CREATE FUNCTION "refuse_rewording"() RETURNS trigger LANGUAGE plpgsql AS E'BEGIN RAISE EXCEPTION ''the words of a proposal are never changed'' USING ERRCODE = ''restrict_violation''\x3b END';

CREATE TRIGGER "ModelProposal_words" BEFORE UPDATE ON "ModelProposal"
  FOR EACH ROW WHEN (NEW."text" IS DISTINCT FROM OLD."text" AND NEW."text" <> '')
  EXECUTE FUNCTION "refuse_rewording"();
