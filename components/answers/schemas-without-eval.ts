import { config } from "zod/v4/core";

// The site's policy lets no text become code: the schemas need not even try, which browsers report as a violation.
config({ jitless: true });
