-- AlterTable
ALTER TABLE "Survey" ADD COLUMN "fieldVersions" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "Question" ADD COLUMN "fieldVersions" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "DeletedQuestion" (
    "id" UUID NOT NULL,
    "surveyId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "fieldVersions" JSONB NOT NULL DEFAULT '{}',
    "content" JSONB NOT NULL,
    "deletedAt" TIMESTAMPTZ(3) NOT NULL,
    "deletedById" UUID,

    CONSTRAINT "DeletedQuestion_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "DeletedQuestion_surveyId_idx" ON "DeletedQuestion"("surveyId");

-- AddForeignKey
ALTER TABLE "DeletedQuestion" ADD CONSTRAINT "DeletedQuestion_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DeletedQuestion" ADD CONSTRAINT "DeletedQuestion_deletedById_fkey" FOREIGN KEY ("deletedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
