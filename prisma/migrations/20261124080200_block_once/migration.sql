-- One block of an address for the whole site, and one for each author: as partial indexes, which say so plainly.
DROP INDEX "ContactBlock_email_author_key";
CREATE UNIQUE INDEX "ContactBlock_email_site_key" ON "ContactBlock"("email") WHERE "userId" IS NULL;
CREATE UNIQUE INDEX "ContactBlock_email_author_key" ON "ContactBlock"("email", "userId") WHERE "userId" IS NOT NULL;
