import type { Metadata } from "next";
import { MailTestForm } from "@/components/surveys/mail-test-form";
import { ReturnedMailForm } from "@/components/surveys/returned-mail-form";
import { DataTable } from "@/components/ui/data-table";
import { Notice } from "@/components/ui/notice";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { StateLabel } from "@/components/ui/state-label";
import { formatInstant } from "@/lib/core/survey/zoned-time";
import { recordReturnedMailAction, testMailAction } from "@/lib/jobs/mail/actions";
import { loadMailDesk } from "@/lib/jobs/mail/loaders";

export const metadata: Metadata = { title: "Mail" };

export default async function MailPage() {
  const desk = await loadMailDesk(new Date());
  return (
    <Page>
      <PageHeader
        title="Mail"
        lead="Whether mail leaves this site, what waits, and what mail servers said of what did not leave."
      />
      {desk.server !== null && desk.standstill !== null && (
        <div className="mb-10 max-w-[44rem]">
          <Notice
            tone="bad"
            title={`No mail leaves: ${desk.figures.waiting} ${desk.figures.waiting === 1 ? "waits" : "wait"}`}
          >
            <p>{desk.standstill.advice}</p>
            <p className="break-words text-muted">The server’s words: {desk.standstill.reason}</p>
            <p className="text-muted">
              Nothing is lost and no address is marked as bounced. The authors read that their mails
              wait.
            </p>
          </Notice>
        </div>
      )}
      {desk.server === null ? (
        <Notice title="This site sends no mail">
          <p>
            SMTP_URL is “none”. Authors copy the links of the people whom they invite and write to
            them in another way; sign-in links stand under Authors and in the output of npm start.
          </p>
        </Notice>
      ) : (
        <Settings desk={desk} server={desk.server} />
      )}
      {(desk.server !== null || desk.figures.waiting > 0) && <Waiting desk={desk} />}
      {(desk.server !== null || desk.failures.length > 0) && (
        <section className="mt-12" aria-labelledby="failures">
          <h2 id="failures" className="mb-4 font-serif text-xl font-semibold">
            What did not leave
          </h2>
          <DataTable
            caption="The last mails that failed, that nobody knows the fate of, or that are tried again"
            rows={desk.failures}
            rowKey={({ id }) => id}
            phoneColumns="max-sm:grid-cols-1"
            empty={<p>Nothing. Every mail that was asked for has left or waits for its turn.</p>}
            columns={[
              {
                key: "mail",
                header: "Mail",
                rowHeader: true,
                onPhone: "max-sm:mb-1",
                cell: ({ status, attempts, template, mails, domain, domains, at }) => (
                  <div className="sm:max-w-56">
                    <StateLabel state={status}>
                      {status === "queued" ? `tried ${timesWords(attempts)}` : status}
                    </StateLabel>
                    <p className="mt-1 break-words">
                      {mails > 1 && `${mails} × `}
                      {template}
                      <span className="font-normal text-muted">
                        {domain !== "" && ` to …@${domain}`}
                        {domains > 1 && ` to ${domains} domains`}
                      </span>
                    </p>
                    <p className="font-normal text-muted tabular-nums">
                      {mails > 1 && "the last on "}
                      {formatInstant(at, "UTC")}
                    </p>
                  </div>
                ),
              },
              {
                key: "reason",
                header: "The server’s words, and what to do",
                cell: ({ reason, advice }) => (
                  <div className="max-w-prose sm:min-w-48">
                    <p className="break-words">{reason || "none"}</p>
                    <p className="mt-1 text-muted">{advice}</p>
                  </div>
                ),
              },
            ]}
          />
        </section>
      )}
      {desk.server !== null && (
        <section className="mt-12 max-w-[44rem]" aria-labelledby="returned">
          <h2 id="returned" className="mb-2 font-serif text-xl font-semibold">
            Mail that came back
          </h2>
          <p className="mb-5 text-muted">
            Some servers take a mail and return it later, to {desk.from}. Record it here: the
            authors see it in their tables, and no reminder goes there.
          </p>
          <ReturnedMailForm record={recordReturnedMailAction} />
        </section>
      )}
    </Page>
  );
}

type Desk = Awaited<ReturnType<typeof loadMailDesk>>;

function Settings({ desk, server }: { desk: Desk; server: NonNullable<Desk["server"]> }) {
  return (
    <section className="max-w-[44rem]" aria-labelledby="settings">
      <h2 id="settings" className="mb-4 font-serif text-xl font-semibold">
        The settings
      </h2>
      <Facts
        facts={[
          ["Server", `${server.host}, port ${server.port}`],
          ["Encrypted", server.encrypted],
          ["Signed in as", server.user || "nobody: no user in SMTP_URL"],
          ["From", desk.from],
          ["At most", rateWords(desk)],
        ]}
      />
      <MailTestForm reader={desk.reader} test={testMailAction} />
    </section>
  );
}

function timesWords(count: number): string {
  if (count < 2) return "once";
  return count === 2 ? "twice" : `${count} times`;
}

function rateWords({ perMinute, perMinuteAndDomain }: Desk): string {
  const inAll = perMinute === 0 ? "any number of mails a minute" : `${perMinute} mails a minute`;
  return perMinuteAndDomain === 0 ? inAll : `${inAll}, ${perMinuteAndDomain} of them to one domain`;
}

function Waiting({ desk: { figures, now } }: { desk: Desk }) {
  const { waiting, triedAgain, oldestWaiting } = figures;
  const oldest =
    oldestWaiting === null ? "" : `, the oldest for ${durationWords(now, oldestWaiting)}`;
  return (
    <section className="mt-12 max-w-[44rem]" aria-labelledby="waiting">
      <h2 id="waiting" className="mb-4 font-serif text-xl font-semibold">
        The outbox
      </h2>
      <Facts
        facts={[
          ["Waiting", waiting === 0 ? "nothing" : `${waiting}${oldest}`],
          ["Of these tried again", String(triedAgain)],
          ["On its way", String(figures.inHand)],
          [
            "Sent",
            `${figures.sentLastMinute} in the last minute, ${figures.sentLastHour} in the last hour, ${figures.sentLastDay} in the last day`,
          ],
          ["Failed", `${figures.failed} in 30 days`],
          ["Of unknown fate", `${figures.unknown} in 30 days; their authors decide`],
        ]}
      />
    </section>
  );
}

/** How long something has waited, in its largest unit. */
function durationWords(now: Date, since: Date): string {
  const minutes = Math.floor((now.getTime() - since.getTime()) / 60_000);
  const say = (count: number, unit: string) => `${count} ${unit}${count === 1 ? "" : "s"}`;
  if (minutes < 1) return "less than a minute";
  if (minutes < 120) return say(minutes, "minute");
  return minutes < 48 * 60
    ? say(Math.floor(minutes / 60), "hour")
    : say(Math.floor(minutes / 1440), "day");
}

function Facts({ facts }: { facts: readonly (readonly [string, string])[] }) {
  return (
    <dl className="grid gap-x-6 gap-y-1 sm:grid-cols-[12rem_1fr]">
      {facts.map(([term, words]) => (
        <div key={term} className="contents">
          <dt className="text-muted">{term}</dt>
          <dd className="mb-2 break-words tabular-nums sm:mb-0">{words}</dd>
        </div>
      ))}
    </dl>
  );
}
