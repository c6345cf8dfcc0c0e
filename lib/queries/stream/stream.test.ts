import { describe, expect, it, vi } from 'vitest';
import { type Actor, wholeFleet } from '@/lib/access/actor';
import type { StreamChange, StreamHead } from '@/lib/persistence';
import { openConnection } from './connection';
import { bufferMs, type ChangeSource, retryMs, StreamHub } from './hub';

const viewer: Actor = { name: 'viewer', role: 'viewer', scope: wholeFleet };
const at = (version: number, epoch = 'e'): StreamHead => ({ epoch, version });

/** A store in memory: versions are written by hand. */
class FakeStore implements ChangeSource {
  now = 0;
  head = at(1);
  changes: StreamChange[] = [];
  answer: 'changes' | 'resync' | 'fails' = 'changes';
  #onHead: (head: StreamHead) => void = () => undefined;

  async listen(onHead: (head: StreamHead) => void) {
    this.#onHead = onHead;
    onHead(this.head);
  }

  async readChangesSince(since: StreamHead) {
    if (this.answer === 'fails') throw new Error('the store is away');
    if (this.answer === 'resync') return 'resync' as const;
    return { head: this.head, changes: this.changes.filter(({ version }) => version > since.version) };
  }

  nowMs = () => this.now;

  async write(code: string, epoch = this.head.epoch) {
    this.head = at(this.head.version + 1, epoch);
    const { version } = this.head;
    this.changes.push({
      version,
      op: 'put',
      labels: { accountId: 'none', region: code, workloadId: 'none' },
      entity: { kind: 'region', id: code, code, place: code, latitude: 0, longitude: 0 },
    });
    this.#onHead(this.head);
    await settle();
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

async function startedHub() {
  const store = new FakeStore();
  const hub = new StreamHub(store);
  await hub.start();
  return { store, hub };
}

function connect(hub: StreamHub, options: Partial<Parameters<typeof openConnection>[0]> = {}) {
  const abort = new AbortController();
  const stream = openConnection({
    hub,
    actor: viewer,
    since: at(1),
    signal: abort.signal,
    recheckActor: async () => viewer,
    watchAccessLink: () => () => undefined,
    readClock: () => ({ serverWallMs: 0 }),
    ...options,
  });
  return { abort, reader: stream.getReader() };
}

/** What has arrived so far, as text. */
async function received(reader: ReadableStreamDefaultReader<Uint8Array>) {
  let text = '';
  for (;;) {
    const next = await Promise.race([reader.read(), settle().then(() => 'waiting' as const)]);
    if (next === 'waiting') return { text, ended: false };
    if (next.done) return { text, ended: true };
    text += new TextDecoder().decode(next.value);
  }
}

describe('the stream', () => {
  it('sends each change once, with an id only after the whole step', async () => {
    const { store, hub } = await startedHub();
    const { reader } = connect(hub);
    await store.write('us-east-1');
    const { text } = await received(reader);
    expect(text).toContain('event: put\ndata: {"kind":"region","id":"us-east-1"');
    expect(text).toContain('id: e.2\nevent: head\ndata: {"version":2}\n\n');
    expect(text.indexOf('event: put')).toBeLessThan(text.indexOf('id: e.2'));
  });

  it('hands a client that comes back what it missed', async () => {
    const { store, hub } = await startedHub();
    await store.write('us-east-1');
    await store.write('us-west-2');
    const { text } = await received(connect(hub, { since: at(2) }).reader);
    expect(text).not.toContain('us-east-1');
    expect(text).toContain('us-west-2');
  });

  it('tells a client to read anew when its place left the buffer, or is of another store', async () => {
    const { store, hub } = await startedHub();
    await store.write('us-east-1');
    store.now += bufferMs + 1;
    await store.write('us-west-2');
    for (const since of [at(1), at(2, 'another')]) {
      const { text, ended } = await received(connect(hub, { since }).reader);
      expect(text).toContain('event: resync');
      expect(ended).toBe(true);
    }
    expect(hub.viewerCount).toBe(0);
  });

  it('shows an actor nothing outside of their scope', async () => {
    const { store, hub } = await startedHub();
    const { reader } = connect(hub, { actor: { ...viewer, scope: { ...wholeFleet, regions: ['us-west-2'] } } });
    await store.write('us-east-1');
    await store.write('us-west-2');
    const { text } = await received(reader);
    expect(text).not.toContain('us-east-1');
    expect(text).toContain('us-west-2');
  });

  it('drops a slow reader with resync instead of keeping everything for it', async () => {
    const { store, hub } = await startedHub();
    const { reader } = connect(hub, { queueBytes: 200 });
    for (let write = 0; write < 10; write++) await store.write('us-east-1');
    const { text, ended } = await received(reader);
    expect(text).toContain('event: resync');
    expect(ended).toBe(true);
    expect(text.length).toBeLessThan(700);
  });

  it('ends when the session has ended, and cannot be kept open by failing to read it', async () => {
    vi.useFakeTimers();
    try {
      for (const recheckActor of [async () => 'nobody' as const, () => Promise.reject(new Error('away'))]) {
        const hub = new StreamHub(new FakeStore());
        await hub.start();
        const { reader } = connect(hub, { recheckActor });
        await vi.advanceTimersByTimeAsync(30_000);
        const chunks: string[] = [];
        for (let next = await reader.read(); !next.done; next = await reader.read()) {
          chunks.push(new TextDecoder().decode(next.value));
        }
        expect(chunks.join('')).toContain('event: signed-out');
        expect(hub.viewerCount).toBe(0);
      }
    } finally {
      vi.useRealTimers();
    }
  });

  it('by a read-only link ends with signed-out as soon as the link does, and stops asking for it', async () => {
    const { hub } = await startedHub();
    let end: () => void = () => undefined;
    let watched: string | 'nothing' = 'nothing';
    const watchAccessLink = (id: string, onEnded: () => void) => {
      watched = id;
      end = onEnded;
      return () => {
        watched = 'nothing';
      };
    };
    const screen: Actor = { ...viewer, name: 'link noc', accessLinkId: 'l1' };
    let now: Actor | 'nobody' = screen;
    const { reader } = connect(hub, { actor: screen, recheckActor: async () => now, watchAccessLink });
    expect(watched).toBe('l1');
    end();
    await settle();
    expect(hub.viewerCount).toBe(1);
    now = 'nobody';
    end();
    const { text, ended } = await received(reader);
    expect(text).toContain('event: signed-out');
    expect(ended).toBe(true);
    expect(watched).toBe('nothing');
    expect(hub.viewerCount).toBe(0);
  });

  it('by a read-only link goes silent and comes back while nobody can say how the link stands', async () => {
    const { hub } = await startedHub();
    const screen: Actor = { ...viewer, accessLinkId: 'l1' };
    let end: () => void = () => undefined;
    const { reader } = connect(hub, {
      actor: screen,
      recheckActor: () => Promise.reject(new Error('away')),
      watchAccessLink: (_id, onEnded) => {
        end = onEnded;
        return () => undefined;
      },
    });
    end();
    const { text, ended } = await received(reader);
    expect(text).not.toContain('signed-out');
    expect(ended).toBe(true);
  });

  it('never goes on as somebody else: a person in place of a link reads anew, another link is signed out', async () => {
    const screen: Actor = { ...viewer, accessLinkId: 'l1' };
    for (const [before, after, event] of [
      [screen, viewer, 'resync'],
      [viewer, screen, 'resync'],
      [screen, { ...screen, accessLinkId: 'l2' }, 'signed-out'],
    ] as const) {
      const { hub } = await startedHub();
      const { reader } = connect(hub, { actor: before, recheckActor: async () => after, recheckMs: 1 });
      await new Promise((resolve) => setTimeout(resolve, 10));
      const { text, ended } = await received(reader);
      expect(text).toContain(`event: ${event}`);
      expect(ended).toBe(true);
    }
  });

  it('tells which build answers before anything else, and speaks as often as it was asked to', async () => {
    vi.useFakeTimers();
    try {
      const hub = new StreamHub(new FakeStore());
      await hub.start();
      const { reader } = connect(hub, { build: 'b1', keepAliveMs: 5000 });
      const chunks: string[] = [];
      const read = async () => {
        for (let next = await reader.read(); !next.done; next = await reader.read()) {
          chunks.push(new TextDecoder().decode(next.value));
        }
      };
      void read();
      await vi.advanceTimersByTimeAsync(11_000);
      expect(chunks[0]).toBe('event: build\ndata: {"build":"b1"}\n\n');
      expect(chunks.filter((chunk) => chunk.startsWith('event: clock'))).toHaveLength(3);
      await reader.cancel();
    } finally {
      vi.useRealTimers();
    }
  });

  it('forgets a client that went away', async () => {
    const { hub } = await startedHub();
    const first = connect(hub);
    const second = connect(hub);
    expect(hub.viewerCount).toBe(2);
    first.abort.abort();
    await second.reader.cancel();
    expect(hub.viewerCount).toBe(0);
  });

  it('tells everyone to read anew when the store cannot tell what changed', async () => {
    const { store, hub } = await startedHub();
    const { reader } = connect(hub);
    store.answer = 'resync';
    await store.write('us-east-1', 'new');
    expect((await received(reader)).text).toContain('event: resync');
  });

  it('never leads a page back that read the store while older changes were being read', async () => {
    const { store, hub } = await startedHub();
    const read = store.readChangesSince.bind(store);
    let answer: () => void = () => undefined;
    store.readChangesSince = async (since) => {
      const older = await read(since);
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return older;
    };
    await store.write('us-east-1');
    const readOlder = answer;
    store.readChangesSince = read;
    await store.write('us-west-2');
    const { reader } = connect(hub, { since: at(3) });
    readOlder();
    await settle();
    await store.write('eu-west-1');
    const { text } = await received(reader);
    expect(text).not.toContain('us-east-1');
    expect(text).toContain('eu-west-1');
    expect(text).toContain('id: e.4');
  });

  it('catches up after the store was away although nothing more is written', async () => {
    const { store, hub } = await startedHub();
    const { reader } = connect(hub);
    vi.useFakeTimers();
    try {
      store.answer = 'fails';
      void store.write('us-east-1');
      await vi.advanceTimersByTimeAsync(retryMs + 1);
      store.answer = 'changes';
      await vi.advanceTimersByTimeAsync(retryMs + 1);
    } finally {
      vi.useRealTimers();
    }
    expect((await received(reader)).text).toContain('us-east-1');
  });

  it('catches up after the store was away, and loses nothing', async () => {
    const { store, hub } = await startedHub();
    const { reader } = connect(hub);
    store.answer = 'fails';
    await store.write('us-east-1');
    store.answer = 'changes';
    await store.write('us-west-2');
    const { text } = await received(reader);
    expect(text).toContain('us-east-1');
    expect(text).toContain('us-west-2');
  });
});
