-- Themes that each question has had, so that a theme keeps its id.
ALTER TABLE "SynthesisDraft" ADD COLUMN "themes" JSONB NOT NULL DEFAULT '{}';

-- What authors do to a synthesis, and say about it.
CREATE TABLE "SynthesisEdit" (
    "id" UUID NOT NULL,
    "surveyId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "edit" JSONB,
    "ofId" UUID,
    "actorId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SynthesisEdit_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "SynthesisEdit_surveyId_number_key" ON "SynthesisEdit"("surveyId", "number");
CREATE INDEX "SynthesisEdit_surveyId_key_idx" ON "SynthesisEdit"("surveyId", "key");
ALTER TABLE "SynthesisEdit" ADD CONSTRAINT "SynthesisEdit_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "SynthesisEdit" ADD CONSTRAINT "SynthesisEdit_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "SynthesisEdit" ADD CONSTRAINT "SynthesisEdit_number_range" CHECK ("number" >= 1);
ALTER TABLE "SynthesisEdit" ADD CONSTRAINT "SynthesisEdit_kind" CHECK ("kind" IN ('edit', 'undo', 'redo'));
ALTER TABLE "SynthesisEdit" ADD CONSTRAINT "SynthesisEdit_of_what" CHECK (("kind" = 'edit') = ("ofId" IS NULL));

CREATE TABLE "SynthesisComment" (
    "id" UUID NOT NULL,
    "surveyId" UUID NOT NULL,
    "block" TEXT NOT NULL,
    "threadId" UUID,
    "text" TEXT NOT NULL,
    "authorId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "editedAt" TIMESTAMPTZ(3),
    "deletedAt" TIMESTAMPTZ(3),
    "resolvedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SynthesisComment_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "SynthesisComment_surveyId_block_idx" ON "SynthesisComment"("surveyId", "block");
ALTER TABLE "SynthesisComment" ADD CONSTRAINT "SynthesisComment_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "SynthesisComment" ADD CONSTRAINT "SynthesisComment_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- A publication set for a time to come.
CREATE TABLE "PublicationPlan" (
    "surveyId" UUID NOT NULL,
    "publishAt" TIMESTAMPTZ(3) NOT NULL,
    "changelog" JSONB,
    "tellRespondents" BOOLEAN NOT NULL DEFAULT false,
    "blockedAt" TIMESTAMPTZ(3),
    "plannedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PublicationPlan_pkey" PRIMARY KEY ("surveyId")
);
CREATE INDEX "PublicationPlan_publishAt_idx" ON "PublicationPlan"("publishAt");
ALTER TABLE "PublicationPlan" ADD CONSTRAINT "PublicationPlan_surveyId_fkey" FOREIGN KEY ("surveyId") REFERENCES "Survey"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "PublicationPlan" ADD CONSTRAINT "PublicationPlan_plannedById_fkey" FOREIGN KEY ("plannedById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "PublishedVersion" ADD COLUMN "toldAt" TIMESTAMPTZ(3);

-- A version's changelog may hold words of the author's that repeat an answer, and these go when the answer is withdrawn:
-- it stands beside the version and not in its hash. Nothing else of a version ever changes.
DROP TRIGGER "PublishedVersion_append_only" ON "PublishedVersion";
CREATE TRIGGER "PublishedVersion_append_only" BEFORE UPDATE ON "PublishedVersion"
  FOR EACH ROW WHEN (
    (NEW."id", NEW."publicationId", NEW."number", NEW."document", NEW."sha256", NEW."publishedAt")
      IS DISTINCT FROM
    (OLD."id", OLD."publicationId", OLD."number", OLD."document", OLD."sha256", OLD."publishedAt")
    OR (NEW."publishedById" IS NOT NULL AND NEW."publishedById" IS DISTINCT FROM OLD."publishedById")
    OR (NEW."toldAt" IS DISTINCT FROM OLD."toldAt" AND OLD."toldAt" IS NOT NULL)
  ) EXECUTE FUNCTION "refuse_update"();
