import SMTPConnection from "nodemailer/lib/smtp-connection";
import SMTPTransport from "nodemailer/lib/smtp-transport";
import { classifyFailure, type Delivery, endsSession, refusesUs } from "./delivery";
import { env, mailServerUrl } from "./env";
import { fromHeader, type RenderedMail } from "./mail";
import { type WrittenMail, writeMail } from "./mime";

/** One connection to the mail server, over which one message at a time is sent. */
export type MailLane = {
  /** Hands one message to the server. Never throws for what a server can do. */
  send(mail: RenderedMail, messageId: string): Promise<Delivery>;
  close(): void;
};

/** The mail server of this installation, as one worker uses it. */
export type MailServer = {
  /** Opens a lane. It connects at its first message, keeps the connection, and connects anew where it was lost. */
  openLane(): MailLane;
};

/** Servers look askance at connections that never end; opening one takes as long as many mails. */
const mostMessages = 1_000;

/** For how long nobody knocks where nobody is let in: a wrong password on every mail would lock the account. */
const shutMs = 60_000;

const quiet = () => undefined;

type Connection = {
  readonly smtp: SMTPConnection;
  readonly ended: Promise<void>;
  /** The last byte of the latest message has left; only then can a lost connection mean "taken". */
  handedOver: boolean;
  carried: number;
};

/** Connects, agrees on encryption, and logs in where there is somebody to log in. */
function connect(): Promise<Connection> {
  const url = mailServerUrl();
  if (url === null) throw new Error("this installation sends no mail");
  // Reads the address: who logs in, and how, and whether with encryption.
  const { auth, options } = new SMTPTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  });
  const note = (entry: unknown) => {
    if (typeof entry === "object" && entry !== null && "tnx" in entry && entry.tnx === "message") {
      made.handedOver = true;
    }
  };
  const smtp = new SMTPConnection({
    ...options,
    logger: {
      level: quiet,
      trace: quiet,
      debug: quiet,
      info: note,
      warn: quiet,
      error: quiet,
      fatal: quiet,
    },
  });
  const ended = new Promise<void>((resolve) => smtp.once("end", resolve));
  const made: Connection = { smtp, ended, handedOver: false, carried: 0 };
  return new Promise((resolve, reject) => {
    const settle = (error: unknown) => {
      if (!error) return resolve(made);
      smtp.close();
      reject(error);
    };
    // What befalls it later is told to whoever sends, or else found by its end.
    smtp.on("error", settle);
    void ended.then(() => reject(new Error("the mail server ended the connection")));
    smtp.connect((error) => {
      if (error || !auth || !(smtp.allowsAuth || options.forceAuth)) return settle(error);
      smtp.login(auth, settle);
    });
  });
}

function handOver({ smtp }: Connection, { envelope, message }: WrittenMail): Promise<void> {
  return new Promise((resolve, reject) => {
    // It notes in the envelope what became of it: each attempt has one of its own.
    smtp.send({ ...envelope }, Buffer.from(message), (error) =>
      error ? reject(error) : resolve(),
    );
  });
}

/** Makes a connection whose message was refused ready for the next one; false where it cannot. */
function reset({ smtp, ended }: Connection): Promise<boolean> {
  const done = new Promise<boolean>((resolve) => smtp.reset((error) => resolve(!error)));
  return Promise.race([done, ended.then(() => false)]);
}

/** Ends a connection as it should be ended (QUIT; RFC 5321, 4.1.1.10), and by itself where nobody answers that. */
function sayGoodbye({ smtp, ended }: Connection): void {
  const patience = setTimeout(() => smtp.close(), 2_000).unref();
  void ended.then(() => clearTimeout(patience));
  smtp.quit();
}

function write(mail: RenderedMail, messageId: string): WrittenMail {
  return writeMail(mail, {
    from: fromHeader(env().MAIL_FROM, mail.fromName ?? ""),
    messageId,
    date: new Date(),
    boundary: messageId.replace(/[^0-9A-Za-z-]/g, ""),
  });
}

/** Opens lanes to the mail server; not where this installation sends no mail. */
export function openMailServer(): MailServer {
  let shut: { readonly until: number; readonly reason: string } | null = null;

  /** What of a server that lets nobody in becomes of a message: all lanes wait, and none of the messages is to blame. */
  function turnedAway(): Delivery | null {
    const waitMs = (shut?.until ?? 0) - Date.now();
    if (shut === null || waitMs <= 0) return null;
    return { kind: "later", reason: shut.reason, answered: true, waitMs };
  }

  function shutDoor(reason: string): Delivery {
    shut = { until: Date.now() + shutMs, reason };
    return { kind: "later", reason, answered: true, waitMs: shutMs };
  }

  function openLane(): MailLane {
    let kept: Connection | null = null;

    function drop(connection: Connection): void {
      if (kept === connection) kept = null;
      connection.smtp.close();
    }

    function leave(connection: Connection): void {
      if (kept === connection) kept = null;
      sayGoodbye(connection);
    }

    async function keep(): Promise<Connection> {
      if (kept !== null) return kept;
      const made = await connect();
      kept = made;
      void made.ended.then(() => drop(made));
      return made;
    }

    /** Hands a message over; says also whether that failed because of a session that was over, and another may do. */
    async function attempt(
      written: WrittenMail,
    ): Promise<{ readonly delivery: Delivery; readonly isOver: boolean }> {
      let connection: Connection;
      try {
        connection = await keep();
      } catch (error) {
        const failure = classifyFailure(error, false);
        const delivery = failure.kind === "refused" ? shutDoor(failure.reason) : failure;
        return { delivery, isOver: false };
      }
      const isKept = connection.carried > 0;
      connection.handedOver = false;
      try {
        await handOver(connection, written);
        connection.carried += 1;
        if (connection.carried >= mostMessages) leave(connection);
        return { delivery: { kind: "sent" }, isOver: false };
      } catch (error) {
        const failure = classifyFailure(error, connection.handedOver);
        // A server that has had enough of a connection says so with 4xx.
        const isGood = failure.kind === "refused" || (failure.kind === "later" && !isKept);
        if (!isGood || !(await reset(connection))) drop(connection);
        const delivery = refusesUs(error) ? shutDoor(failure.reason) : failure;
        return { delivery, isOver: isKept && failure.kind === "later" && endsSession(error) };
      }
    }

    return {
      async send(mail, messageId) {
        const away = turnedAway();
        if (away !== null) return away;
        let written: WrittenMail;
        try {
          written = write(mail, messageId);
        } catch (error) {
          return classifyFailure(error, false);
        }
        const first = await attempt(written);
        return first.isOver ? (await attempt(written)).delivery : first.delivery;
      },
      close() {
        if (kept !== null) leave(kept);
      },
    };
  }

  return { openLane };
}
