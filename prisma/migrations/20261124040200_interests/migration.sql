-- What a respondent declares beside the name: who funds and who employs them.
ALTER TABLE "Response" ADD COLUMN "interests" TEXT NOT NULL DEFAULT '';
