-- AlterTable
ALTER TABLE "Survey" ADD COLUMN "previewForNamed" BOOLEAN NOT NULL DEFAULT false;
