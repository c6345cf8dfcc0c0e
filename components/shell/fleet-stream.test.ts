import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FleetStream, type FleetStreamEvents, type FleetStreamOptions } from './fleet-stream';

/** The browser's EventSource, spoken for by the test. */
class ScriptedSource extends EventTarget {
  static all: ScriptedSource[] = [];
  closed = false;

  constructor(readonly url: string) {
    super();
    ScriptedSource.all.push(this);
  }

  close() {
    this.closed = true;
  }

  say(event: string, data: unknown = {}, lastEventId = '') {
    this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data), lastEventId }));
  }
}

const newest = () => {
  const source = ScriptedSource.all.at(-1);
  if (source === undefined) throw new Error('no stream was opened');
  return source;
};

function listen(options?: FleetStreamOptions) {
  const events = {
    onBatch: vi.fn(),
    onResync: vi.fn(),
    onClock: vi.fn(),
    onConnected: vi.fn(),
    onLost: vi.fn(),
    onSignedOut: vi.fn(),
    onHeard: vi.fn(),
    onBuild: vi.fn(),
  } satisfies FleetStreamEvents;
  const stream = new FleetStream('e.1', events, options);
  stream.open();
  return { stream, events };
}

beforeEach(() => {
  ScriptedSource.all = [];
  vi.stubGlobal('EventSource', ScriptedSource);
  vi.useFakeTimers();
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe('the stream of a wall', () => {
  test('asks for a heartbeat every five seconds and calls it lost when two are missing', () => {
    const { events } = listen({ heartbeat: 'wall' });
    expect(newest().url).toBe('/api/stream?since=e.1&heartbeat=wall');
    newest().dispatchEvent(new Event('open'));
    vi.advanceTimersByTime(9000);
    newest().say('clock');
    vi.advanceTimersByTime(10_900);
    expect(events.onLost).not.toHaveBeenCalled();
    vi.advanceTimersByTime(200);
    expect(events.onLost).toHaveBeenCalledWith(1);
    expect(ScriptedSource.all[0]?.closed).toBe(true);
  });

  test('calls a console lost that takes the connection and never says a word', () => {
    const { events } = listen({ heartbeat: 'wall' });
    vi.advanceTimersByTime(11_100);
    expect(events.onLost).toHaveBeenCalledWith(1);
  });

  test('tries again with growing waits of at most fifteen seconds, and carries on from the last whole step', () => {
    const { events } = listen({ heartbeat: 'wall' });
    newest().say('put', { kind: 'region', id: 'a' });
    newest().say('head', {}, 'e.7');
    const waits: number[] = [];
    for (let attempt = 0; attempt < 12; attempt++) {
      const opened = ScriptedSource.all.length;
      newest().dispatchEvent(new Event('error'));
      let waited = 0;
      while (ScriptedSource.all.length === opened) {
        vi.advanceTimersByTime(50);
        waited += 50;
      }
      waits.push(waited);
    }
    expect(Math.max(...waits)).toBeLessThanOrEqual(15_050);
    expect(waits[0]).toBeLessThanOrEqual(550);
    expect(waits.at(-1)).toBeGreaterThanOrEqual(7500);
    expect(newest().url).toContain('since=e.7');
    expect(events.onLost).toHaveBeenLastCalledWith(12);
    expect(ScriptedSource.all.filter(({ closed }) => !closed)).toHaveLength(1);
  });

  test('tells which build answers, and that anything was heard', () => {
    const { events } = listen({ heartbeat: 'wall' });
    newest().say('build', { build: 'two' });
    expect(events.onBuild).toHaveBeenCalledWith('two');
    expect(events.onHeard).toHaveBeenCalledTimes(1);
  });

  test('leaves no timer behind when it is closed', () => {
    const { stream } = listen({ heartbeat: 'wall' });
    newest().dispatchEvent(new Event('open'));
    stream.close();
    expect(vi.getTimerCount()).toBe(0);
    expect(newest().closed).toBe(true);
  });
});

test('the stream of a page waits longer, as the server speaks less often', () => {
  const { events } = listen();
  expect(newest().url).toBe('/api/stream?since=e.1');
  vi.advanceTimersByTime(39_000);
  expect(events.onLost).not.toHaveBeenCalled();
  vi.advanceTimersByTime(2000);
  expect(events.onLost).toHaveBeenCalledTimes(1);
});
