ALTER TABLE "Survey" ADD COLUMN "correspondentId" UUID;
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_correspondentId_fkey" FOREIGN KEY ("correspondentId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
