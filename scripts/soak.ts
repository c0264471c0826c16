// `npm run soak [-- ENTRY…]`: long runs of faults and hostile input, too long for the tests.
import path from "node:path";
import { runEntries } from "./measurement";

process.exit(await runEntries(path.join(import.meta.dirname, "soak"), process.argv.slice(2)));
