import { loadContactsFile } from "@/lib/people/loaders";

export const dynamic = "force-dynamic";

/** The address book of whoever is signed in, as CSV. */
export async function GET(): Promise<Response> {
  const file = await loadContactsFile();
  if (file === null) return new Response("There is nothing at this address.\n", { status: 404 });
  // The mark lets spreadsheets read it as UTF-8.
  return new Response(`\uFEFF${file}`, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": 'attachment; filename="address-book.csv"',
      "Cache-Control": "private, no-store",
    },
  });
}
