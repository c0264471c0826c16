// `npm run -s sign-in -- ADDRESS`: prints a link that signs an admitted address in, for a site without mail or whose mail server is away.
import { makeSignInLink } from "@/lib/auth/commands";
import { admitSchema } from "@/lib/auth/schema";
import { env, SettingsError } from "@/lib/platform/env";

function fail(words: string, code: 1 | 2): never {
  console.error(words);
  process.exit(code);
}

const [address, ...rest] = process.argv.slice(2);
const parsed = admitSchema.safeParse({ email: address ?? "" });
if (rest.length > 0 || !parsed.success) fail("Usage: npm run -s sign-in -- ADDRESS", 2);
try {
  env();
  const made = await makeSignInLink({ ...parsed.data, actorId: null, now: new Date() });
  if (!made.ok) fail(`${parsed.data.email} is not admitted: the owner admits it under People.`, 1);
  console.log(made.value.url);
  process.exit(0);
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  fail(error.message, 1);
}
