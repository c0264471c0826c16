import { SMTPServer } from "smtp-server";

/** What the server does with the next mails. */
export type Behaviour = "accept" | "refuse" | "busy" | "shut" | "drop-after-data" | "hold";

export type MailServer = {
  readonly received: string[];
  /** How often somebody was sent away because "shut" wants a login. */
  turnedAway: number;
  behaviour: Behaviour;
  /** Answers for the mails that "hold" took without an answer. */
  release(): void;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Until the next mail has come in whole, or this long. */
  nextEvent(atMostMs: number): Promise<void>;
};

function refusal(code: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode: code });
}

/** A real SMTP server on loopback that can be told to refuse, to be busy, to keep silent, or to hang up after taking a mail. */
export function mailServer(port: number): MailServer {
  let server: SMTPServer | null = null;
  const waiting = new Set<() => void>();
  const held: (() => void)[] = [];
  const self: MailServer = {
    received: [],
    turnedAway: 0,
    behaviour: "accept",
    release() {
      for (const answer of held.splice(0)) answer();
    },
    async start() {
      const next = new SMTPServer({
        disabledCommands: ["AUTH", "STARTTLS"],
        disableReverseLookup: true,
        logger: false,
        onMailFrom(_address, _session, callback) {
          if (self.behaviour !== "shut") return callback();
          self.turnedAway += 1;
          callback(refusal(530, "Authentication required"));
        },
        onRcptTo(_address, _session, callback) {
          if (self.behaviour === "refuse") return callback(refusal(550, "No such mailbox here"));
          if (self.behaviour === "busy") return callback(refusal(451, "Greylisted, come back"));
          callback();
        },
        onData(stream, session, callback) {
          const chunks: Buffer[] = [];
          stream.on("data", (chunk: Buffer) => chunks.push(chunk));
          stream.on("end", () => {
            self.received.push(Buffer.concat(chunks).toString());
            for (const wake of waiting) wake();
            if (self.behaviour === "hold") {
              held.push(callback);
              return;
            }
            if (self.behaviour !== "drop-after-data") return callback();
            for (const connection of next.connections) {
              if ("id" in connection && connection.id === session.id) connection._socket.destroy();
            }
          });
        },
      });
      next.on("error", () => undefined);
      await new Promise<void>((resolve, reject) => {
        next.server.once("error", reject);
        next.listen(port, "127.0.0.1", resolve);
      });
      server = next;
    },
    async stop() {
      const old = server;
      server = null;
      await new Promise<void>((resolve) => (old === null ? resolve() : old.close(resolve)));
    },
    nextEvent: (atMostMs) =>
      new Promise((resolve) => {
        const wake = () => {
          clearTimeout(timer);
          waiting.delete(wake);
          resolve();
        };
        const timer = setTimeout(wake, atMostMs);
        waiting.add(wake);
      }),
  };
  return self;
}
