import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import type { SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";

// Prisma's command line fetches a native engine from the network. The same engine, compiled to WebAssembly, comes with
// npm and writes the same history, so `prisma migrate deploy` elsewhere continues where this ends.

type Bindings = {
  SchemaEngine: typeof SchemaEngine;
  __wbg_set_wasm: (exports: WebAssembly.Exports) => void;
};

const filters = { externalTables: [], externalEnums: [] };

async function loadBindings(root: string): Promise<Bindings> {
  const require = createRequire(path.join(root, "package.json"));
  const bindings: Bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  // The package exports its bindings but not the binary that lies beside them.
  const besides = path.dirname(require.resolve("@prisma/schema-engine-wasm/schema_engine_bg"));
  const bytes = await readFile(path.join(besides, "schema_engine_bg.wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, {
    "./schema_engine_bg.js": bindings as unknown as WebAssembly.ModuleImports,
  });
  bindings.__wbg_set_wasm(instance.exports);
  const start = instance.exports["__wbindgen_start"];
  if (typeof start === "function") start();
  return bindings;
}

// The bindings know one instance: a second one would pull the memory from under the first one's callbacks.
let loaded: Promise<Bindings> | undefined;

async function openEngine(root: string, pool: pg.Pool): Promise<SchemaEngine> {
  loaded ??= loadBindings(root);
  const bindings = await loaded;
  const schemaPath = path.join(root, "prisma", "schema.prisma");
  return await bindings.SchemaEngine.new(
    { datamodels: [[schemaPath, await readFile(schemaPath, "utf8")]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(new PrismaPg(pool)),
  );
}

/** The engine closes none of its connections by itself; here they end with the work. */
async function withEngine<T>(
  root: string,
  databaseUrl: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  try {
    const engine = await openEngine(root, pool);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}

async function readMigrations(root: string) {
  const baseDir = path.join(root, "prisma", "migrations");
  const entries = await readdir(baseDir, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return {
    baseDir,
    lockfile: {
      path: "migration_lock.toml",
      content: await readFile(path.join(baseDir, "migration_lock.toml"), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(
      names.sort().map(async (name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: {
            tag: "ok" as const,
            value: await readFile(path.join(baseDir, name, "migration.sql"), "utf8"),
          },
        },
      })),
    ),
  };
}

/** Brings the database's schema up to date. Returns the names of the migrations that were applied. */
export function applyMigrations(root: string, databaseUrl: string): Promise<string[]> {
  return withEngine(root, databaseUrl, async (engine) => {
    const migrationsList = await readMigrations(root);
    const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters });
    return appliedMigrationNames;
  });
}

/** The SQL that an empty database needs to match the schema file; for writing a migration, and for testing one. */
export function schemaSql(root: string, databaseUrl: string): Promise<string> {
  return withEngine(root, databaseUrl, async (engine) => {
    const schemaPath = path.join(root, "prisma", "schema.prisma");
    const { stdout } = await engine.diff({
      from: { tag: "empty" },
      to: {
        tag: "schemaDatamodel",
        files: [{ path: schemaPath, content: await readFile(schemaPath, "utf8") }],
      },
      script: true,
      exitCode: null,
      filters,
    });
    return stdout ?? "";
  });
}
