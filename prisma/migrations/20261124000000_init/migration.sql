
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
