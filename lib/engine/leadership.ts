import type { Log } from '@/lib/collector/log';

/** The lease as leadership needs it. */
export interface LeasePort {
  /** Takes or renews; true while it is ours. Rejects when the store cannot be asked. */
  acquire(): Promise<boolean>;
  release(): Promise<void>;
}

export interface LeadershipOptions {
  readonly lease: LeasePort;
  /** Wall milliseconds for which one acquisition holds. */
  readonly leaseMs: number;
  /** Wall milliseconds between two attempts; several must fit into a lease. */
  readonly renewMs: number;
  /** Called when the lease becomes ours. */
  readonly lead: () => void;
  /** Called, and waited for, when it is no longer ours or can no longer be known to be. */
  readonly follow: () => Promise<void>;
  readonly log: Log;
}

/**
 * Holds the lease while it can: of several engines on one store exactly one leads. A leader that cannot renew stops
 * leading before its lease ends by the clock of the machine, so that a follower may take over safely.
 */
export class Leadership {
  readonly #options: LeadershipOptions;
  #timer: NodeJS.Timeout | undefined;
  #turn: Promise<void> = Promise.resolve();
  #leads: 'unknown' | 'yes' | 'no' = 'unknown';
  #heldUntil = 0;
  #stopped = false;

  constructor(options: LeadershipOptions) {
    this.#options = options;
  }

  /** Makes the first attempt and goes on by itself. */
  async start(): Promise<void> {
    await this.#takeTurn();
  }

  /** Stops leading, then gives the lease up, so that another engine takes over at once. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#turn;
    const led = this.#leads === 'yes';
    await this.#follow();
    if (!led) return;
    await this.#options.lease.release().catch((error: unknown) => {
      this.#options.log.warn({ err: error }, 'The lease could not be given up; it ends by itself.');
    });
  }

  #takeTurn(): Promise<void> {
    this.#turn = this.#attempt().finally(() => {
      if (this.#stopped) return;
      this.#timer = setTimeout(() => void this.#takeTurn(), this.#options.renewMs);
    });
    return this.#turn;
  }

  async #attempt(): Promise<void> {
    const { lease, leaseMs, renewMs, log } = this.#options;
    const askedAt = performance.now();
    try {
      if (await withinMs(lease.acquire(), renewMs)) {
        // Counted from before the question: the store's own count began later.
        this.#heldUntil = askedAt + leaseMs;
        this.#lead();
      } else {
        if (this.#leads !== 'no') log.info({}, 'Another engine collects; this one stands by.');
        await this.#follow();
      }
    } catch (error) {
      if (performance.now() + renewMs < this.#heldUntil) return;
      if (this.#leads === 'yes') log.warn({ err: error }, 'The lease could not be renewed; collecting pauses.');
      await this.#follow();
    }
  }

  #lead(): void {
    if (this.#leads === 'yes' || this.#stopped) return;
    this.#leads = 'yes';
    this.#options.log.info({}, 'This engine collects.');
    this.#options.lead();
  }

  async #follow(): Promise<void> {
    const led = this.#leads === 'yes';
    this.#leads = 'no';
    if (led) await this.#options.follow();
  }
}

/** A question that hangs is as good as one that failed: the lease goes on running out meanwhile. */
async function withinMs<T>(question: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The store did not answer within ${limitMs} ms.`)), limitMs);
  });
  return Promise.race([question, limit]).finally(() => clearTimeout(timer));
}
