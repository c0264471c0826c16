-- AlterTable
ALTER TABLE "Survey" ADD COLUMN "showOthersAfterSubmitting" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Survey" ADD COLUMN "round" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "Response" ADD COLUMN "sawOthersAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "Round" (
    "surveyId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "opensAt" TIMESTAMPTZ(3) NOT NULL,
    "closesAt" TIMESTAMPTZ(3) NOT NULL,
    "openedAt" TIMESTAMPTZ(3),
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Round_pkey" PRIMARY KEY ("surveyId", "number")
);

-- CreateTable
CREATE TABLE "Feedback" (
    "surveyId" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "figures" JSONB NOT NULL,
    "points" JSONB NOT NULL,
    "computedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Feedback_pkey" PRIMARY KEY ("surveyId", "round")
);

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Feedback" ADD CONSTRAINT "Feedback_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What the schema file cannot say
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_round_range" CHECK ("round" >= 1);
ALTER TABLE "Round" ADD CONSTRAINT "Round_number_range" CHECK ("number" >= 1);
ALTER TABLE "Round" ADD CONSTRAINT "Round_dates_order" CHECK ("opensAt" < "closesAt");
ALTER TABLE "Round" ADD CONSTRAINT "Round_opened_before_closed" CHECK ("closedAt" IS NULL OR "openedAt" IS NOT NULL);
