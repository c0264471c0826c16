-- CreateTable
CREATE TABLE "ThemeProposal" (
    "id" UUID NOT NULL,
    "surveyId" UUID NOT NULL,
    "runId" UUID NOT NULL,
    "questionKey" TEXT NOT NULL,
    "grouping" JSONB NOT NULL,
    "replaces" JSONB NOT NULL,
    "state" "ProposalState" NOT NULL DEFAULT 'proposed',
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ThemeProposal_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ThemeProposal_surveyId_state_idx" ON "ThemeProposal"("surveyId", "state");

-- CreateIndex
CREATE INDEX "ThemeProposal_runId_idx" ON "ThemeProposal"("runId");

-- AddForeignKey
ALTER TABLE "ThemeProposal" ADD CONSTRAINT "ThemeProposal_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThemeProposal" ADD CONSTRAINT "ThemeProposal_runId_fkey" FOREIGN KEY ("runId") REFERENCES "ModelRun"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThemeProposal" ADD CONSTRAINT "ThemeProposal_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
