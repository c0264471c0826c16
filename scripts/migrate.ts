// `npm run migrate`: brings the database at DATABASE_URL up to date, as `npm start` does by itself.
import path from "node:path";
import { migrate } from "@/lib/platform/migrate";

const url = process.env["DATABASE_URL"];
if (url === undefined) {
  console.error("DATABASE_URL is not set");
  process.exit(1);
}
try {
  const applied = await migrate(path.resolve(import.meta.dirname, ".."), url);
  console.log(applied.length === 0 ? "Up to date." : `Applied ${applied.join(", ")}.`);
  process.exit(0);
} catch (error) {
  console.error(error instanceof Error ? error.message.split("\n").slice(0, 3).join(" ") : error);
  process.exit(1);
}
