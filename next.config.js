import createNextIntlPlugin from "next-intl/plugin";

const site = process.env.SITE_URL;

/** @type {import("next").NextConfig} */
const config = {
  // Two servers on one checkout (development beside production) each keep a build of their own.
  distDir: process.env.NEXT_DIST_DIR || ".next",
  poweredByHeader: false,
  // Title and description stand in every page's head, not in a script after it: public pages are kept without scripts.
  htmlLimitedBots: /.*/,
  // `npm run check` owns the types; checking them again would double the wait of a first start.
  typescript: { ignoreBuildErrors: true },
  // Behind a proxy the browser's origin is the site's address, whatever host the proxy asks us by.
  experimental: { serverActions: { allowedOrigins: site ? [new URL(site).host] : [] } },
  serverExternalPackages: ["pg", "pg-boss", "pino", "nodemailer", "@resvg/resvg-js"],
};

export default createNextIntlPlugin("./lib/answers/request-language.ts")(config);
