// `npm run bench [-- ENTRY…]`: what the product takes in time and memory, each beside a reference of the same run.
import path from "node:path";
import { runEntries } from "./measurement";

process.exit(await runEntries(path.join(import.meta.dirname, "bench"), process.argv.slice(2)));
