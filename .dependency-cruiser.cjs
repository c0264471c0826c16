// The arrows of the house: an import that is not listed here as possible is an error.
const rooms = [
  "audit",
  "auth",
  "surveys",
  "invitations",
  "people",
  "answers",
  "synthesis",
  "publications",
  "exports",
  "api",
  "jobs",
];

/** A room may import core, platform and the rooms named before it. */
const roomRules = rooms.map((room, index) => ({
  name: `room-${room}`,
  comment: `lib/${room} imports core, platform and the rooms named before it`,
  severity: "error",
  from: { path: `^lib/${room}/` },
  to: {
    path: "^(lib|app|components|scripts|e2e|prisma)/",
    pathNot: [
      "^lib/(core|platform)/",
      `^lib/(${rooms.slice(0, index + 1).join("|")})/`,
      "^prisma/generated/client/(client|enums|models)",
      "^e2e/support/",
    ],
  },
}));

module.exports = {
  forbidden: [
    {
      name: "fixtures-are-for-tests",
      severity: "error",
      from: { pathNot: "\\.(test|fixture)\\.tsx?$" },
      to: { path: "\\.fixture\\.tsx?$" },
    },
    { name: "no-circle", severity: "error", from: {}, to: { circular: true } },
    {
      name: "core-is-pure",
      comment: "lib/core imports itself, zod and pure libraries",
      severity: "error",
      from: { path: "^lib/core/", pathNot: "\\.(test|fixture)\\.tsx?$" },
      to: {
        pathNot: ["^lib/core/", "node_modules/(zod|canonicalize|csv-parse|markdown-it)/"],
      },
    },
    {
      name: "platform-below-rooms",
      severity: "error",
      from: { path: "^lib/platform/" },
      to: {
        path: "^(lib|app|components|scripts)/",
        pathNot: "^lib/(core|platform)/",
      },
    },
    ...roomRules,
    {
      name: "components-know-core-and-schemas",
      comment:
        "components import core, other components and the schemas of rooms; actions reach them as props",
      severity: "error",
      from: { path: "^components/", pathNot: "\\.test\\.tsx?$" },
      to: {
        path: "^(lib|app|scripts|prisma|e2e)/",
        pathNot: ["^lib/core/", "^lib/.+/schema\\.ts$"],
      },
    },
    {
      name: "pages-are-thin",
      comment: "pages import components, loaders, actions, sessions and core",
      severity: "error",
      from: {
        path: "^app/",
        pathNot: ["^app/api/", "/route\\.ts$", "\\.test\\.tsx?$"],
      },
      to: {
        path: "^(lib|prisma|scripts|e2e)/",
        pathNot: ["^lib/core/", "^lib/.+/(loaders|actions|schema)\\.ts$"],
      },
    },
    {
      name: "prisma-in-its-places",
      comment:
        "the database client is for queries, commands, platform, seeds, scripts and test support",
      severity: "error",
      from: {
        pathNot: [
          "/(queries|commands|import)\\.ts$",
          "^lib/platform/",
          "^prisma/",
          "^scripts/",
          "^e2e/support/",
          "\\.db\\.test\\.ts$",
        ],
      },
      to: {
        path: ["^prisma/generated/", "node_modules/(@prisma|pg)/", "^lib/platform/db\\.ts$"],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "nobody-imports-pages",
      severity: "error",
      from: { pathNot: "^app/" },
      to: { path: "^app/" },
    },
  ],
  options: {
    parser: "swc",
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^\\.next|^prisma/generated/client/internal" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
    moduleSystems: ["es6", "cjs"],
  },
};
