
-- What Prisma's schema language cannot say.

-- Addresses are stored in lower case, so that their uniqueness disregards case.
ALTER TABLE "User" ADD CONSTRAINT "User_email_lower" CHECK ("email" = lower("email"));
ALTER TABLE "AdmittedAddress" ADD CONSTRAINT "AdmittedAddress_email_lower" CHECK ("email" = lower("email"));
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_email_lower" CHECK ("email" = lower("email"));

ALTER TABLE "Survey" ADD CONSTRAINT "Survey_minimumGroup" CHECK ("minimumGroup" >= 1);
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_slug" CHECK ("slug" ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_rules_frozen" CHECK ("openedAt" IS NULL OR "findingRulesSha256" IS NOT NULL);
ALTER TABLE "Response" ADD CONSTRAINT "Response_round" CHECK ("round" >= 1);
ALTER TABLE "Response" ADD CONSTRAINT "Response_submission" CHECK (("submission" = 0) = ("submittedAt" IS NULL));
ALTER TABLE "AnswerRevision" ADD CONSTRAINT "AnswerRevision_confidence" CHECK ("confidence" BETWEEN 1 AND 10);
ALTER TABLE "AnswerRevision" ADD CONSTRAINT "AnswerRevision_text" CHECK (octet_length("text") <= 262144);
ALTER TABLE "PublishedVersion" ADD CONSTRAINT "PublishedVersion_number" CHECK ("number" >= 1);
-- A withdrawn field keeps neither its value nor the salt that would let one guess it.
ALTER TABLE "PublishedField" ADD CONSTRAINT "PublishedField_withdrawn" CHECK (("salt" IS NULL) = ("value" IS NULL));

-- One draft of each field, the response's own fields (no question) included.
CREATE UNIQUE INDEX "DraftField_question_field" ON "DraftField" ("responseId", "questionRevisionId", "field") WHERE "questionRevisionId" IS NOT NULL;
CREATE UNIQUE INDEX "DraftField_response_field" ON "DraftField" ("responseId", "field") WHERE "questionRevisionId" IS NULL;

-- One owner of the installation.
CREATE UNIQUE INDEX "User_one_owner" ON "User" ("isOwner") WHERE "isOwner";

-- Append-only tables refuse a change of what stands; deleting goes with the record they belong to.
CREATE FUNCTION refuse_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "AnswerRevision_append_only" BEFORE UPDATE ON "AnswerRevision" FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE TRIGGER "AuditEvent_append_only" BEFORE UPDATE OF "id", "at", "kind", "details" ON "AuditEvent" FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE TRIGGER "PublishedVersion_append_only" BEFORE UPDATE OF "id", "publicationId", "number", "document", "sha256", "changelog", "publishedAt" ON "PublishedVersion" FOR EACH ROW EXECUTE FUNCTION refuse_update();
CREATE FUNCTION refuse_audit_delete() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'AuditEvent is append-only' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "AuditEvent_no_delete" BEFORE DELETE ON "AuditEvent" FOR EACH ROW EXECUTE FUNCTION refuse_audit_delete();

-- What the schema file cannot say -------------------------------------------------

-- An address is unique without regard to case because only its lower-case form may be stored.
ALTER TABLE "User" ADD CONSTRAINT "User_email_lower" CHECK ("email" = lower("email"));
ALTER TABLE "AdmittedAddress" ADD CONSTRAINT "AdmittedAddress_email_lower" CHECK ("email" = lower("email"));
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_email_lower" CHECK ("email" = lower("email"));

ALTER TABLE "Survey" ADD CONSTRAINT "Survey_slug_form" CHECK ("slug" ~ '^[a-z0-9]+(-+[a-z0-9]+)*$');
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_minimumGroup_range" CHECK ("minimumGroup" >= 1);
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_invitedOverride_range" CHECK ("invitedOverride" >= 0);
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_closesAt_after_open" CHECK ("closesAt" > "openedAt");
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_opened_when_open" CHECK ("status" NOT IN ('open', 'closed') OR "openedAt" IS NOT NULL);
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_revision_range" CHECK ("revision" >= 1);
ALTER TABLE "Question" ADD CONSTRAINT "Question_key_form" CHECK ("key" ~ '^[a-z0-9]+(-+[a-z0-9]+)*$');
ALTER TABLE "QuestionRevision" ADD CONSTRAINT "QuestionRevision_number_range" CHECK ("number" >= 1);
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_generation_range" CHECK ("generation" >= 1);
ALTER TABLE "Response" ADD CONSTRAINT "Response_round_range" CHECK ("round" >= 1);
ALTER TABLE "Response" ADD CONSTRAINT "Response_submission_range" CHECK ("submission" >= 0);
ALTER TABLE "Response" ADD CONSTRAINT "Response_submitted_together" CHECK (("submission" = 0) = ("submittedAt" IS NULL));
ALTER TABLE "DraftField" ADD CONSTRAINT "DraftField_version_range" CHECK ("version" >= 1);
ALTER TABLE "AnswerRevision" ADD CONSTRAINT "AnswerRevision_number_range" CHECK ("number" >= 1);
ALTER TABLE "AnswerRevision" ADD CONSTRAINT "AnswerRevision_confidence_range" CHECK ("confidence" BETWEEN 1 AND 10);
ALTER TABLE "AnswerRevision" ADD CONSTRAINT "AnswerRevision_interval_order" CHECK ("low" <= "high");
ALTER TABLE "PublishedVersion" ADD CONSTRAINT "PublishedVersion_number_range" CHECK ("number" >= 1);
ALTER TABLE "PublishedField" ADD CONSTRAINT "PublishedField_opened_together" CHECK (("salt" IS NULL) = ("value" IS NULL));
ALTER TABLE "OutboxMessage" ADD CONSTRAINT "OutboxMessage_attempts_range" CHECK ("attempts" >= 0);

-- One row a field. A plain unique index takes two nulls for different; NULLS NOT DISTINCT needs PostgreSQL 15, so
-- there is an index for the fields of a question and one for those of the response itself.
CREATE UNIQUE INDEX "DraftField_question_field" ON "DraftField" ("responseId", "questionRevisionId", "field") WHERE "questionRevisionId" IS NOT NULL;
CREATE UNIQUE INDEX "DraftField_response_field" ON "DraftField" ("responseId", "field") WHERE "questionRevisionId" IS NULL;

-- At most one owner's link can be taken, and one person own the installation.
CREATE UNIQUE INDEX "User_one_owner" ON "User" ("isOwner") WHERE "isOwner";

-- Rows that record what happened are never rewritten. Deleting stays possible: a withdrawal removes a person's words.
CREATE FUNCTION "refuse_update"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% rows are never changed', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER "AnswerRevision_append_only" BEFORE UPDATE ON "AnswerRevision"
  FOR EACH ROW EXECUTE FUNCTION "refuse_update"();

-- These two point at people and surveys; when one is deleted the pointer becomes null, and only that may change.
CREATE TRIGGER "AuditEvent_append_only" BEFORE UPDATE ON "AuditEvent"
  FOR EACH ROW WHEN (
    (NEW."id", NEW."at", NEW."kind", NEW."details") IS DISTINCT FROM (OLD."id", OLD."at", OLD."kind", OLD."details")
    OR (NEW."actorId" IS NOT NULL AND NEW."actorId" IS DISTINCT FROM OLD."actorId")
    OR (NEW."surveyId" IS NOT NULL AND NEW."surveyId" IS DISTINCT FROM OLD."surveyId")
  ) EXECUTE FUNCTION "refuse_update"();

CREATE TRIGGER "PublishedVersion_append_only" BEFORE UPDATE ON "PublishedVersion"
  FOR EACH ROW WHEN (
    (NEW."id", NEW."publicationId", NEW."number", NEW."document", NEW."sha256", NEW."changelog", NEW."publishedAt")
      IS DISTINCT FROM
    (OLD."id", OLD."publicationId", OLD."number", OLD."document", OLD."sha256", OLD."changelog", OLD."publishedAt")
    OR (NEW."publishedById" IS NOT NULL AND NEW."publishedById" IS DISTINCT FROM OLD."publishedById")
  ) EXECUTE FUNCTION "refuse_update"();
