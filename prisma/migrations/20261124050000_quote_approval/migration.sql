-- CreateEnum
CREATE TYPE "QuoteState" AS ENUM ('proposed', 'approved', 'edited', 'refused', 'withdrawn');

-- CreateTable
CREATE TABLE "QuoteRound" (
    "id" UUID NOT NULL,
    "surveyId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "startedById" UUID,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decideBy" TIMESTAMPTZ(3) NOT NULL,
    "remindAt" TIMESTAMPTZ(3) NOT NULL,
    "remindedAt" TIMESTAMPTZ(3),

    CONSTRAINT "QuoteRound_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Quote" (
    "id" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "answerId" UUID NOT NULL,
    "answerRevisionId" UUID NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "state" "QuoteState" NOT NULL DEFAULT 'proposed',
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Quote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuoteRevision" (
    "id" UUID NOT NULL,
    "quoteId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "QuoteRevision_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "QuoteRound_surveyId_number_key" ON "QuoteRound"("surveyId", "number");

-- CreateIndex
CREATE INDEX "Quote_answerId_idx" ON "Quote"("answerId");

-- CreateIndex
CREATE INDEX "Quote_roundId_idx" ON "Quote"("roundId");

-- CreateIndex
CREATE UNIQUE INDEX "Quote_answerRevisionId_start_end_key" ON "Quote"("answerRevisionId", "start", "end");

-- CreateIndex
CREATE UNIQUE INDEX "QuoteRevision_quoteId_number_key" ON "QuoteRevision"("quoteId", "number");

-- AddForeignKey
ALTER TABLE "QuoteRound" ADD CONSTRAINT "QuoteRound_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuoteRound" ADD CONSTRAINT "QuoteRound_startedById_fkey" FOREIGN KEY ("startedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Quote" ADD CONSTRAINT "Quote_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "QuoteRound"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Quote" ADD CONSTRAINT "Quote_answerId_fkey" FOREIGN KEY ("answerId") REFERENCES "Answer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Quote" ADD CONSTRAINT "Quote_answerRevisionId_fkey" FOREIGN KEY ("answerRevisionId") REFERENCES "AnswerRevision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuoteRevision" ADD CONSTRAINT "QuoteRevision_quoteId_fkey" FOREIGN KEY ("quoteId") REFERENCES "Quote"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema file cannot say
ALTER TABLE "QuoteRound" ADD CONSTRAINT "QuoteRound_number_range" CHECK ("number" >= 1);
ALTER TABLE "QuoteRound" ADD CONSTRAINT "QuoteRound_dates_order" CHECK ("remindAt" <= "decideBy");
ALTER TABLE "Quote" ADD CONSTRAINT "Quote_range" CHECK ("start" >= 0 AND "start" < "end");
ALTER TABLE "Quote" ADD CONSTRAINT "Quote_decided_together" CHECK ("state" NOT IN ('approved', 'edited', 'refused') OR "decidedAt" IS NOT NULL);
ALTER TABLE "QuoteRevision" ADD CONSTRAINT "QuoteRevision_number_range" CHECK ("number" >= 1);
ALTER TABLE "QuoteRevision" ADD CONSTRAINT "QuoteRevision_text_some" CHECK ("text" <> '');

-- What a respondent wrote is never rewritten. Deleting stays possible: a withdrawal removes a person's words.
CREATE TRIGGER "QuoteRevision_append_only" BEFORE UPDATE ON "QuoteRevision"
  FOR EACH ROW EXECUTE FUNCTION "refuse_update"();
