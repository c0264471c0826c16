ALTER TABLE "ContactBlock" ALTER COLUMN "email" DROP NOT NULL;
ALTER TABLE "ContactBlock" ADD COLUMN "emailHash" TEXT;
ALTER TABLE "ContactBlock" ADD CONSTRAINT "ContactBlock_address_or_hash" CHECK (("email" IS NULL) <> ("emailHash" IS NULL));
CREATE UNIQUE INDEX "ContactBlock_hash_site_key" ON "ContactBlock"("emailHash") WHERE "userId" IS NULL;
CREATE UNIQUE INDEX "ContactBlock_hash_author_key" ON "ContactBlock"("emailHash", "userId") WHERE "userId" IS NOT NULL;
