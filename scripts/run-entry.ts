// The process of one entry of `npm run bench` or `npm run soak`; what it finds goes to the process that began it.
import { pathToFileURL } from "node:url";
import type { Entry, EntryMessage } from "./measurement";

function tell(message: EntryMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined) throw new Error("this is begun by bench.ts and soak.ts");
    process.send(message, () => resolve());
  });
}

const [file = ""] = process.argv.slice(2);
try {
  const entry = (await import(pathToFileURL(file).href)) as Partial<Entry>;
  if (typeof entry.name !== "string" || typeof entry.run !== "function") {
    throw new Error(`${file} exports no name and run`);
  }
  await tell({ name: entry.name });
  const rows = await entry.run((progress) => void tell({ progress }));
  await tell({ rows });
  process.exit(0);
} catch (error) {
  await tell({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  process.exit(1);
}
