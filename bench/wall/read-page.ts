import type { CDPSession, Page } from '@playwright/test';

/** What a page holds, after garbage was collected. */
export interface Holding {
  readonly heapBytes: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** Seconds the page's main thread has worked so far. */
export interface Work {
  /** By the clock on the wall: what a person waits, and everything that other programs take meanwhile. */
  readonly wallSeconds: number;
  /** By the processor: the main thread's own. */
  readonly ownSeconds: number;
  readonly scriptSeconds: number;
  readonly layoutSeconds: number;
}

/** Reads what a page holds and how much its main thread works, by the browser's own account. */
export class PageReader {
  readonly #byWall: CDPSession;
  readonly #byProcessor: CDPSession;

  private constructor(byWall: CDPSession, byProcessor: CDPSession) {
    this.#byWall = byWall;
    this.#byProcessor = byProcessor;
  }

  static async of(page: Page): Promise<PageReader> {
    const [byWall, byProcessor] = [await page.context().newCDPSession(page), await page.context().newCDPSession(page)];
    await byWall.send('Performance.enable', { timeDomain: 'timeTicks' });
    await byProcessor.send('Performance.enable', { timeDomain: 'threadTicks' });
    return new PageReader(byWall, byProcessor);
  }

  async readHolding(): Promise<Holding> {
    // What the first round frees may hold more that only the second can free.
    for (let round = 0; round < 3; round++) await this.#byWall.send('HeapProfiler.collectGarbage');
    const metrics = await metricsOf(this.#byWall);
    return {
      heapBytes: metrics('JSHeapUsedSize'),
      nodes: metrics('Nodes'),
      listeners: metrics('JSEventListeners'),
    };
  }

  async readWork(): Promise<Work> {
    const [byWall, byProcessor] = [await metricsOf(this.#byWall), await metricsOf(this.#byProcessor)];
    return {
      wallSeconds: byWall('TaskDuration'),
      ownSeconds: byProcessor('TaskDuration'),
      scriptSeconds: byProcessor('ScriptDuration'),
      layoutSeconds: byProcessor('LayoutDuration') + byProcessor('RecalcStyleDuration'),
    };
  }
}

async function metricsOf(session: CDPSession): Promise<(name: string) => number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return (name) => {
    const found = metrics.find((metric) => metric.name === name);
    if (found === undefined) throw new Error(`The browser has no metric ${name}.`);
    return found.value;
  };
}
