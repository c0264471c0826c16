import { useLocale, useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { dayInWords } from "@/lib/core/language";

type DevicesProps = {
  readonly devices: readonly {
    readonly id: string;
    /** Browser and system; empty where they are not known. */
    readonly words: string;
    readonly createdAt: Date;
    readonly lastSeenAt: Date;
  }[];
  /** The one on which this is read. */
  readonly own: string | null;
  /** Whether one was just ended. */
  readonly ended: boolean;
};

/** The browsers that are open to one's answers; each but this one can be ended. */
export function Devices({ devices, own, ended }: DevicesProps) {
  const t = useTranslations("devices");
  const others = devices.filter(({ id }) => id !== own).length;
  return (
    <section
      id="devices"
      aria-labelledby="devices-title"
      className="scroll-mt-6 border-t border-line py-6"
    >
      <h2 id="devices-title" className="font-serif text-lg font-semibold">
        {t("title")}
      </h2>
      <p className="mt-2 text-muted">{t("lead")}</p>
      {ended && (
        <Notice tone="good" title={t("endedTitle")}>
          {t("ended")}
        </Notice>
      )}
      <ul className="mt-3 flex flex-col">
        {devices.map(({ id, words, createdAt, lastSeenAt }) => {
          const name = words || t("unknown");
          return (
            <li
              key={id}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3 last:border-0"
            >
              <div className="min-w-0">
                <p className="font-semibold">{name}</p>
                <p className="text-sm text-muted">
                  {t.rich(id === own ? "ownSince" : "since", {
                    first: () => <Day at={createdAt} />,
                    last: () => <Day at={lastSeenAt} />,
                  })}
                </p>
              </div>
              {id !== own && (
                <form method="post" action="/answer/devices/end">
                  <input type="hidden" name="device" value={id} />
                  <Button
                    type="submit"
                    variant="secondary"
                    size="compact"
                    aria-label={t("endOne", { name })}
                  >
                    {t("end")}
                  </Button>
                </form>
              )}
            </li>
          );
        })}
      </ul>
      {others > 1 && (
        <form method="post" action="/answer/devices/end" className="mt-3">
          <Button type="submit" name="device" value="all" variant="secondary">
            {t("endAll", { count: others })}
          </Button>
        </form>
      )}
    </section>
  );
}

/** The day is enough to tell devices apart. */
function Day({ at }: { at: Date }) {
  return <time dateTime={at.toISOString().slice(0, 10)}>{dayInWords(at, useLocale(), "UTC")}</time>;
}
