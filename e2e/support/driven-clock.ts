/** Time that passes only when it is told to; what is under way in the database is waited for first. */
export class DrivenClock {
  nowMs = Date.now();
  private timers: { at: number; work: () => void }[] = [];
  readonly underWay = new Set<Promise<unknown>>();

  after = (ms: number, work: () => void): (() => void) => {
    const timer = { at: this.nowMs + ms, work };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((one) => one !== timer);
    };
  };

  async settle(): Promise<void> {
    do {
      await Promise.allSettled([...this.underWay]);
      await new Promise((next) => setImmediate(next));
    } while (this.underWay.size > 0);
  }

  async pass(ms: number): Promise<void> {
    const until = this.nowMs + ms;
    for (;;) {
      await this.settle();
      const next = this.timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.timers = this.timers.filter((one) => one !== next);
      this.nowMs = Math.max(this.nowMs, next.at);
      next.work();
    }
    this.nowMs = until;
  }
}
