import { readFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import type { Browser, BrowserContext } from '@playwright/test';
import { chromium } from '@playwright/test';
import type { Entity } from '@/lib/domain/entities';
import { wallScenes } from '@/lib/domain/wall/types';
import { startConsole } from '../../e2e/running-console';
import type { DayOrder } from './browser/played-day';
import { chartKinds } from './charts/kinds';
import { measureCharts } from './charts/measure-charts';
import { judgeDay, judgeUpdates, nameCharts, nameScene, type Verdict } from './goals';
import { measureWall } from './measure-wall';
import { multiplyFleet } from './multiply-fleet';
import { readSettledFleet, signIn } from './open-console';
import type { UpdateCosts } from './update-costs';
import { openPlayedWall, playWholeDay, preparePage } from './whole-day';

export interface BenchOptions {
  /** Of the day. */
  readonly updates: number;
  readonly reconnects: number;
  readonly charts: number;
  /** Updates that are measured one by one, for each kind of chart and each scene. */
  readonly measured: number;
  /** Of a fleet six times as many: its default has six workloads. */
  readonly times: number;
  readonly only: 'all' | 'charts' | 'scenes' | 'day';
  readonly executablePath: string;
}

export type Tell = (line: string) => void;

/** Nothing asks for hosts outside of the machine, and what is in the background takes no time. */
const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--enable-precise-memory-info',
];

/** Updates in which a frame is waited for at least once; a scene of twenty seconds is drawn twice or more often. */
const frameEvery = 10;

/** Measures the wall of the build as it is in a browser, and judges it. */
export async function benchWall(options: BenchOptions, tell: Tell): Promise<readonly Verdict[]> {
  tellLoad(tell);
  const browser = await chromium.launch({ executablePath: options.executablePath, args: chromiumFlags });
  try {
    const empty = await measureEmpty(browser, options);
    const verdicts: Verdict[] = [];
    const judge = (verdict: Verdict) => {
      verdicts.push(verdict);
      tell(`${verdict.met ? 'ok    ' : 'MISSED'} ${verdict.sentence}`);
    };
    tell(judgeUpdates(nameCharts(0, 'none'), empty, empty).sentence);
    if (options.only === 'all' || options.only === 'charts') await benchCharts(browser, options, empty, judge);
    if (options.only !== 'charts') await benchPlayedWall(browser, options, empty, judge, tell);
    tellLoad(tell);
    return verdicts;
  } finally {
    await browser.close();
  }
}

/** The measuring itself, on a page that shows nothing of what arrives. */
async function measureEmpty(browser: Browser, { charts, measured }: BenchOptions): Promise<UpdateCosts> {
  return inContext(browser, (context) => measureCharts(context, 'none', charts, measured));
}

async function benchCharts(
  browser: Browser,
  { charts, measured }: BenchOptions,
  empty: UpdateCosts,
  judge: (verdict: Verdict) => void,
): Promise<void> {
  for (const kind of chartKinds.filter((one) => one !== 'none')) {
    const costs = await inContext(browser, (context) => measureCharts(context, kind, charts, measured));
    judge(judgeUpdates(nameCharts(charts, kind), costs, empty));
  }
}

async function benchPlayedWall(
  browser: Browser,
  options: BenchOptions,
  empty: UpdateCosts,
  judge: (verdict: Verdict) => void,
  tell: Tell,
): Promise<void> {
  tell('Starting a console with the built-in fleet …');
  const product = await startConsole({ speed: 1 });
  let isStopped = false;
  const stop = async () => {
    if (!isStopped) await product.stop();
    isStopped = true;
  };
  try {
    await inContext(browser, async (context) => {
      await signIn(context, product);
      const { entities } = await readSettledFleet(context, product.url);
      const build = readFileSync('.next/BUILD_ID', 'utf8').trim();
      const order = { entities, build, reconnectEvery: Math.floor(options.updates / options.reconnects), frameEvery };
      if (options.only !== 'day') await benchScenes(context, product.url, order, options, empty, judge);
      if (options.only === 'scenes') return;
      const page = await context.newPage();
      await preparePage(page);
      await openPlayedWall(page, `${product.url}/wall/noc`, order);
      // From here on the page hears the bench alone, and the machine is its own.
      await stop();
      const warmUp = Math.max(1000, Math.round(options.updates / 40));
      tell(`A day of ${options.updates} updates, ${warmUp} before it to warm up …`);
      for (const verdict of judgeDay(await playWholeDay(page, { updates: options.updates, warmUp }, tell)))
        judge(verdict);
    });
  } finally {
    await stop();
  }
}

async function benchScenes(
  context: BrowserContext,
  url: string,
  order: DayOrder,
  { measured, times }: BenchOptions,
  empty: UpdateCosts,
  judge: (verdict: Verdict) => void,
): Promise<void> {
  for (const entities of [order.entities, multiplyFleet(order.entities, times)]) {
    for (const scene of wallScenes.filter((one) => one !== 'run')) {
      const costs = await measureWall(context, url, scene, { ...order, entities }, measured);
      judge(judgeUpdates(nameScene(scene, countWorkloads(entities), costs.shown), costs, empty));
    }
  }
}

function countWorkloads(entities: readonly Entity[]): number {
  return entities.filter(({ kind }) => kind === 'workload').length;
}

async function inContext<T>(browser: Browser, use: (context: BrowserContext) => Promise<T>): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
  try {
    return await use(context);
  } finally {
    await context.close();
  }
}

/** Others on the machine lengthen the clock's time, and by sharing its caches the processor's as well. */
function tellLoad(tell: Tell): void {
  const [load = 0] = loadavg();
  const cores = availableParallelism();
  const note = load > cores / 2 ? '; others are at work, take the figures again in quiet' : '';
  tell(`Load ${load.toFixed(1)} on ${cores} cores${note}`);
}
