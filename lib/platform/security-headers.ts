type Policy = {
  /** What `script-src` allows. */
  readonly scripts: string;
  /** Sites that may show the page inside theirs. */
  readonly ancestors?: "*" | "'none'";
};

/** What the browser may load: our own files, and the scripts that are allowed. */
export function contentSecurityPolicy({ scripts, ancestors = "'none'" }: Policy): string {
  const development = process.env.NODE_ENV === "development";
  return [
    "default-src 'self'",
    `script-src ${scripts}${development ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${ancestors}`,
  ].join("; ");
}

/** The headers that every answer has. */
export function commonHeaders(): Record<string, string> {
  return {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    ...(process.env["SITE_URL"]?.startsWith("https:")
      ? { "Strict-Transport-Security": "max-age=31536000" }
      : {}),
  };
}
