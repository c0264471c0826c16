-- What a survey promises its experts, how it ends, and what a changed question means.
ALTER TABLE "Survey" ADD COLUMN "attributions" "Attribution"[] DEFAULT ARRAY['named', 'role', 'aggregate', 'author']::"Attribution"[],
ADD COLUMN "retentionMonths" INTEGER,
ADD COLUMN "objectionContact" TEXT NOT NULL DEFAULT '',
ADD COLUMN "archivedAt" TIMESTAMPTZ(3),
ADD COLUMN "erasureWarnedFor" TIMESTAMPTZ(3),
ADD COLUMN "erasedAt" TIMESTAMPTZ(3);

ALTER TABLE "Survey" ADD CONSTRAINT "Survey_attributions_not_empty" CHECK (cardinality("attributions") > 0);
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_retentionMonths_range" CHECK ("retentionMonths" BETWEEN 1 AND 240);

ALTER TABLE "Invitation" ADD COLUMN "erasedAt" TIMESTAMPTZ(3);

ALTER TABLE "QuestionRevision" ADD COLUMN "correction" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "askedAgainAt" TIMESTAMPTZ(3);
