-- What a respondent wrote for a quote and could not be taken, so that it can be mended.
ALTER TABLE "Quote" ADD COLUMN "typed" TEXT;
