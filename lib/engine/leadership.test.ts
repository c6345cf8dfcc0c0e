import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Leadership } from './leadership';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A lease as the store keeps it, for as many engines as ask. */
function createLease() {
  let holder = 'none';
  let until = 0;
  return {
    isAway: false,
    portOf(engine: string) {
      return {
        acquire: async () => {
          if (this.isAway) throw new Error('connection refused');
          if (holder !== engine && until > Date.now()) return false;
          holder = engine;
          until = Date.now() + 15_000;
          return true;
        },
        release: async () => {
          if (holder === engine) until = 0;
        },
      };
    },
  };
}

function createEngine(name: string, lease: ReturnType<typeof createLease>) {
  const events: string[] = [];
  const leadership = new Leadership({
    lease: lease.portOf(name),
    leaseMs: 15_000,
    renewMs: 4000,
    lead: () => events.push('leads'),
    follow: async () => {
      events.push('follows');
    },
    log: silent,
  });
  return { events, leadership };
}

describe('several engines on one store', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('have one that collects, and it goes on', async () => {
    const lease = createLease();
    const [a, b] = [createEngine('a', lease), createEngine('b', lease)];
    await a.leadership.start();
    await b.leadership.start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect([a.events, b.events]).toEqual([['leads'], []]);
  });

  it('change at once when the one that collects stops', async () => {
    const lease = createLease();
    const [a, b] = [createEngine('a', lease), createEngine('b', lease)];
    await a.leadership.start();
    await b.leadership.start();
    await a.leadership.stop();
    await vi.advanceTimersByTimeAsync(4000);
    expect([a.events, b.events]).toEqual([['leads', 'follows'], ['leads']]);
  });

  it('stop collecting before the lease ends when it cannot be renewed, so that two never collect', async () => {
    const lease = createLease();
    const a = createEngine('a', lease);
    await a.leadership.start();
    await vi.advanceTimersByTimeAsync(4000);
    lease.isAway = true;
    await vi.advanceTimersByTimeAsync(8000);
    expect(a.events).toEqual(['leads']);
    await vi.advanceTimersByTimeAsync(4000);
    expect(a.events).toEqual(['leads', 'follows']);
    lease.isAway = false;
    await vi.advanceTimersByTimeAsync(4000);
    expect(a.events).toEqual(['leads', 'follows', 'leads']);
  });

  it('treat a store that hangs like one that is away', async () => {
    const hanging = { acquire: vi.fn(), release: async () => undefined };
    hanging.acquire.mockResolvedValueOnce(true).mockReturnValue(new Promise(() => undefined));
    const follow = vi.fn(async () => undefined);
    const leadership = new Leadership({
      lease: hanging,
      leaseMs: 15_000,
      renewMs: 4000,
      lead: () => undefined,
      follow,
      log: silent,
    });
    await leadership.start();
    await vi.advanceTimersByTimeAsync(16_000);
    expect(follow).toHaveBeenCalledTimes(1);
  });
});
