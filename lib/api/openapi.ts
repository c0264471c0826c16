import type { z } from "zod";
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
} from "zod-openapi";
import {
  answersQuerySchema,
  answersSchema,
  cardSchema,
  documentSchema,
  ownAnswersSchema,
  pageQuerySchema,
  problemSchema,
  slugSchema,
  surveyParamsSchema,
  surveysSchema,
  synthesesSchema,
  versionParamsSchema,
  versionQuerySchema,
  versionsSchema,
} from "./schema";

type Operation = {
  readonly id: string;
  readonly summary: string;
  readonly schema: z.ZodType;
  readonly path?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly withKey?: boolean;
};

const problems: Readonly<Record<string, string>> = {
  "400": "The request is not understood; `problems` says where.",
  "401": "The key is missing, unknown or revoked.",
  "404": "There is nothing at this address.",
  "410": "The synthesis was taken back by its author.",
  "429": "Too many requests; `Retry-After` says how long to wait.",
};

function operation({ id, summary, schema, path, query, withKey }: Operation) {
  const refusals = withKey ? ["400", "401", "404", "429"] : ["400", "404", "410"];
  const etag = {
    ETag: {
      description:
        "Send it back in If-None-Match: an answer that is the same is 304 without a body.",
      schema: { type: "string" as const },
    },
  };
  const described: ZodOpenApiOperationObject = {
    operationId: id,
    summary,
    tags: [withKey ? "Own data" : "Published"],
    security: withKey ? [{ key: [] }] : [],
    ...(path || query
      ? { requestParams: { ...(path ? { path } : {}), ...(query ? { query } : {}) } }
      : {}),
    responses: {
      "200": {
        description: "What was asked for.",
        headers: etag,
        content: { "application/json": { schema } },
      },
      "304": { description: "Nothing changed since the answer with that ETag." },
      ...Object.fromEntries(
        refusals.map((status) => [
          status,
          {
            description: problems[status] ?? "",
            content: { "application/problem+json": { schema: problemSchema } },
          },
        ]),
      ),
    },
  };
  return { get: described };
}

const paths: ZodOpenApiPathsObject = {
  "/syntheses": operation({
    id: "listSyntheses",
    summary: "Every published synthesis, the newest first",
    schema: synthesesSchema,
    query: pageQuerySchema,
  }),
  "/syntheses/{slug}": operation({
    id: "getSynthesis",
    summary: "A synthesis in short",
    schema: cardSchema,
    path: slugSchema,
  }),
  "/syntheses/{slug}/synthesis": operation({
    id: "getDocument",
    summary: "A synthesis whole, as its public form",
    schema: documentSchema,
    path: slugSchema,
    query: versionQuerySchema,
  }),
  "/syntheses/{slug}/versions": operation({
    id: "listVersions",
    summary: "The versions of a synthesis, the newest first",
    schema: versionsSchema,
    path: slugSchema,
  }),
  "/syntheses/{slug}/versions/{n}": operation({
    id: "getVersion",
    summary: "One version whole",
    schema: documentSchema,
    path: versionParamsSchema,
  }),
  "/syntheses/{slug}/answers": operation({
    id: "listAnswers",
    summary: "The answers that may be shown",
    schema: answersSchema,
    path: slugSchema,
    query: answersQuerySchema,
  }),
  "/surveys": operation({
    id: "listSurveys",
    summary: "The surveys that the key's author owns or edits",
    schema: surveysSchema,
    query: pageQuerySchema,
    withKey: true,
  }),
  "/surveys/{surveyId}/answers": operation({
    id: "listOwnAnswers",
    summary: "Every submitted answer to an own survey",
    schema: ownAnswersSchema,
    path: surveyParamsSchema,
    query: pageQuerySchema,
    withKey: true,
  }),
};

/** The description of the API as OpenAPI 3.1, made of the schemas that requests are parsed by. */
export function openApiDocument(siteUrl: string) {
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "Consilience",
      version: "1.0.0",
      description:
        "Reads what is published, through the same consent as the pages; with a key, an author reads their own surveys. Withdrawn words are gone on the next request: renew copies rather than keep them.",
      license: { name: "Reuse", url: `${siteUrl}/method#reuse` },
    },
    servers: [{ url: `${siteUrl}/api/v1` }],
    tags: [
      { name: "Published", description: "For everybody, without a key." },
      { name: "Own data", description: "For authors, with a key from their side of the site." },
    ],
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer" } },
    },
    paths,
  });
}
