-- The language in which an expert is asked: the survey's, unless the invitation names its own.
ALTER TABLE "Survey" ADD COLUMN "language" TEXT NOT NULL DEFAULT 'en';
ALTER TABLE "Invitation" ADD COLUMN "language" TEXT;
ALTER TABLE "Survey" ADD CONSTRAINT "Survey_language_form" CHECK ("language" ~ '^[a-z]{2,3}$');
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_language_form" CHECK ("language" ~ '^[a-z]{2,3}$');
