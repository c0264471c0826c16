// `bare.ts URL SIZE COUNT`: a bare loop over nodemailer's own pool: as many connections as the worker has, messages of the
// same size, no database. In a process of its own, which is as new as the worker's.
import nodemailer from "nodemailer";

const [url = "", size = "0", count = "0"] = process.argv.slice(2);
const pool = nodemailer.createTransport({ url, pool: true, maxConnections: 8, maxMessages: 1e9 });
const letters = Number(size);
const text = "One line of a message that is as long as ours.\n".repeat(Math.ceil(letters / 47));
const sends = Array.from({ length: Number(count) }, (_, n) =>
  pool.sendMail({
    from: "Consilience <consilience@localhost>",
    to: { name: `Respondent ${n}`, address: `respondent-${n}@example.org` },
    subject: "Your view",
    text: text.slice(0, letters * 0.3),
    html: text.slice(0, letters * 0.7),
  }),
);
await Promise.all(sends);
pool.close();
