-- Pages are cached under the epoch of their publication: whatever changes what a publication shows draws a new one, in the
-- same transaction, whoever writes it.
ALTER TABLE "Publication" ADD COLUMN "epoch" UUID NOT NULL DEFAULT gen_random_uuid();

CREATE FUNCTION "renew_own_epoch"() RETURNS trigger LANGUAGE plpgsql AS E'BEGIN NEW."epoch" := gen_random_uuid()\x3b RETURN NEW\x3b END';
CREATE TRIGGER "Publication_epoch" BEFORE UPDATE ON "Publication"
  FOR EACH ROW EXECUTE FUNCTION "renew_own_epoch"();

CREATE FUNCTION "renew_epoch_of_versions"() RETURNS trigger LANGUAGE plpgsql AS E'BEGIN UPDATE "Publication" SET "epoch" = gen_random_uuid() WHERE "id" IN (SELECT "publicationId" FROM changed)\x3b RETURN NULL\x3b END';
CREATE TRIGGER "PublishedVersion_epoch_insert" AFTER INSERT ON "PublishedVersion"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "renew_epoch_of_versions"();
CREATE TRIGGER "PublishedVersion_epoch_update" AFTER UPDATE ON "PublishedVersion"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "renew_epoch_of_versions"();
CREATE TRIGGER "PublishedVersion_epoch_delete" AFTER DELETE ON "PublishedVersion"
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "renew_epoch_of_versions"();

CREATE FUNCTION "renew_epoch_of_fields"() RETURNS trigger LANGUAGE plpgsql AS E'BEGIN UPDATE "Publication" SET "epoch" = gen_random_uuid() WHERE "id" IN (SELECT v."publicationId" FROM changed c JOIN "PublishedVersion" v ON v."id" = c."versionId")\x3b RETURN NULL\x3b END';
CREATE TRIGGER "PublishedField_epoch_insert" AFTER INSERT ON "PublishedField"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "renew_epoch_of_fields"();
CREATE TRIGGER "PublishedField_epoch_update" AFTER UPDATE ON "PublishedField"
  REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "renew_epoch_of_fields"();
CREATE TRIGGER "PublishedField_epoch_delete" AFTER DELETE ON "PublishedField"
  REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION "renew_epoch_of_fields"();
