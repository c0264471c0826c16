// The rooms of the product that journeys use directly, gathered for one import by the loader that the product runs with.
export { withdrawResponse } from "@/lib/answers/commands";
export { parseAnswersCsv } from "@/lib/core/answers/parse-answers";
export { parseSurvey } from "@/lib/core/survey/parse-survey";
export { db, transaction } from "@/lib/platform/db";
export { blankPublishedFields, publishSurvey } from "@/lib/publications/commands";
export { importSurvey } from "@/lib/surveys/import";
