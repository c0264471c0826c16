import type { Synthesis } from "../synthesis/synthesis-schema";
import type { ExportMeta } from "./export-meta";
import { fictionalNote, methodsLine } from "./plain-words";

/** Where the parts of a publication stand, as full addresses. */
export type PublicationPlaces = {
  /** The synthesis, whatever version is the latest: its stable id. */
  readonly synthesis: string;
  readonly site: string;
  readonly reuse: string;
};

/** What search engines read of a version: the report and the data set of its public answers (schema.org, JSON-LD). */
export function toJsonLd(synthesis: Synthesis, meta: ExportMeta, places: PublicationPlaces) {
  const { survey, methods, sections } = synthesis;
  const authors = survey.authors.map(({ name, url }) => ({
    "@type": "Person",
    name,
    ...(url ? { url } : {}),
  }));
  const description = [
    survey.fictional ? fictionalNote : "",
    ...sections.map(
      ({ question, finding }) =>
        `${question.prompt} ${finding.overridden?.words ?? finding.words}.`,
    ),
    methodsLine(methods),
  ]
    .filter(Boolean)
    .join(" ");
  const common = {
    name: survey.title,
    description,
    ...(authors.length > 0 ? { creator: authors } : {}),
    ...(meta.date ? { datePublished: meta.date.slice(0, 10) } : {}),
    ...(meta.version === undefined ? {} : { version: String(meta.version) }),
    license: places.reuse,
    isAccessibleForFree: true,
    inLanguage: "en",
    publisher: { "@type": "Organization", name: "Consilience", url: places.site },
  };
  const file = (format: string, type: string) => ({
    "@type": "DataDownload",
    encodingFormat: type,
    contentUrl: `${places.synthesis}/export/${format}${meta.version === undefined ? "" : `?v=${meta.version}`}`,
  });
  return {
    "@context": "https://schema.org",
    "@graph": [
      {
        "@type": "Report",
        "@id": `${places.synthesis}#report`,
        headline: survey.title,
        ...(authors.length > 0 ? { author: authors } : {}),
        url: meta.url ?? places.synthesis,
        image: `${places.synthesis}/image`,
        mainEntityOfPage: places.synthesis,
        ...common,
      },
      {
        "@type": "Dataset",
        "@id": `${places.synthesis}#dataset`,
        url: places.synthesis,
        isBasedOn: { "@id": `${places.synthesis}#report` },
        measurementTechnique: "Survey of invited experts",
        variableMeasured: sections.map(({ question }) => question.prompt),
        ...(methods.from && methods.to
          ? { temporalCoverage: `${methods.from}/${methods.to}` }
          : {}),
        distribution: [file("json", "application/json"), file("csv", "text/csv")],
        ...common,
      },
    ],
  };
}
