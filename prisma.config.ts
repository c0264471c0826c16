import { defineConfig } from "prisma/config";

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  // Only the ordinary Prisma CLI reads this; the product's own start migrates without it.
  datasource: { url: process.env["DATABASE_URL"] ?? "" },
});
