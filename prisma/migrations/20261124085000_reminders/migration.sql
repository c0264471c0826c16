-- AlterTable
ALTER TABLE "Survey" ADD COLUMN "reminderRules" JSONB;
