import type { ExportFile, ExportRefusal } from "./loaders";

/** A file, or the reason why there is none, as an answer to a request. */
export function fileResponse(file: ExportFile | ExportRefusal): Response {
  if ("status" in file) {
    return new Response(`${file.words}\n`, {
      status: file.status,
      headers: {
        "Content-Type": "text/plain; charset=utf-8",
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex",
        ...(file.status === 503 ? { "Retry-After": "60" } : {}),
      },
    });
  }
  return new Response(file.body, {
    headers: {
      "Content-Type": file.contentType,
      ...(file.fileName === null
        ? {}
        : { "Content-Disposition": `attachment; filename="${file.fileName}"` }),
      "Cache-Control": "no-cache",
      "X-Content-Type-Options": "nosniff",
      ...(file.fictional ? { "X-Robots-Tag": "noindex" } : {}),
    },
  });
}
