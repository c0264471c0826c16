// `npm run migrate`: brings the database of DATABASE_URL to what this version expects.
import path from "node:path";
import { env } from "@/lib/platform/env";
import { migrate } from "@/lib/platform/migrate";

const applied = await migrate(path.resolve(import.meta.dirname, ".."), env().DATABASE_URL);
console.log(applied.length > 0 ? `Applied: ${applied.join(", ")}` : "The database is up to date.");
process.exit(0);
