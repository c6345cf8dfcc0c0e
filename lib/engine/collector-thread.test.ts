import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CollectorThread, type Thread } from './collector-thread';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

class FakeThread extends EventEmitter implements Thread {
  readonly said: string[] = [];
  obeys = true;

  postMessage(message: { readonly type: string }): void {
    this.said.push(message.type);
    if (message.type === 'stop' && this.obeys) this.end(0);
  }

  async terminate(): Promise<number> {
    this.end(1);
    return 1;
  }

  end(code: number): void {
    this.emit('exit', code);
  }
}

function setUp() {
  const threads: FakeThread[] = [];
  const thread = new CollectorThread({
    spawn: () => {
      const made = new FakeThread();
      threads.push(made);
      return made;
    },
    log: silent,
  });
  return { thread, threads };
}

describe('the collector as a thread', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is started again after a crash, with waits that grow from one second', async () => {
    const { thread, threads } = setUp();
    thread.start();
    for (const [crashes, waitMs] of [1000, 2000, 4000].entries()) {
      threads.at(-1)?.end(1);
      await vi.advanceTimersByTimeAsync(waitMs - 1);
      expect(threads).toHaveLength(crashes + 1);
      await vi.advanceTimersByTimeAsync(1);
      expect(threads).toHaveLength(crashes + 2);
    }
  });

  it('waits half a minute at most, and begins anew once it ran for a minute', async () => {
    const { thread, threads } = setUp();
    thread.start();
    for (let crash = 0; crash < 8; crash += 1) {
      threads.at(-1)?.end(1);
      await vi.advanceTimersByTimeAsync(30_000);
      expect(threads).toHaveLength(crash + 2);
    }
    for (let second = 0; second < 61; second += 1) {
      threads.at(-1)?.emit('message', { type: 'alive' });
      await vi.advanceTimersByTimeAsync(1000);
    }
    const before = threads.length;
    threads.at(-1)?.end(1);
    await vi.advanceTimersByTimeAsync(1000);
    expect(threads).toHaveLength(before + 1);
  });

  it('is ended and started again when it says nothing for half a minute', async () => {
    const { thread, threads } = setUp();
    thread.start();
    await vi.advanceTimersByTimeAsync(31_000);
    expect(threads).toHaveLength(2);
  });

  it('stops when asked and is not started again', async () => {
    const { thread, threads } = setUp();
    thread.start();
    await thread.stop();
    await vi.advanceTimersByTimeAsync(120_000);
    expect(threads).toHaveLength(1);
    expect(threads[0]?.said).toEqual(['stop']);
  });

  it('is ended by force when it does not stop', async () => {
    const { thread, threads } = setUp();
    thread.start();
    const [first] = threads;
    if (first) first.obeys = false;
    const stopped = vi.fn();
    void thread.stop().then(stopped);
    await vi.advanceTimersByTimeAsync(4999);
    expect(stopped).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(stopped).toHaveBeenCalled();
  });
});
