-- AlterTable
ALTER TABLE "Invitation" ADD COLUMN "unsubscribedAt" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ContactBlock" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "userId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ContactBlock_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ContactBlock_email_idx" ON "ContactBlock"("email");

-- CreateIndex
CREATE INDEX "ContactBlock_userId_idx" ON "ContactBlock"("userId");

-- AddForeignKey
ALTER TABLE "ContactBlock" ADD CONSTRAINT "ContactBlock_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- One block of an address for each author, and one for the whole site.
CREATE UNIQUE INDEX "ContactBlock_email_author_key" ON "ContactBlock"("email", coalesce("userId", '00000000-0000-0000-0000-000000000000'::uuid));
ALTER TABLE "ContactBlock" ADD CONSTRAINT "ContactBlock_email_lower" CHECK ("email" = lower("email"));
