import { setTimeout as sleep } from 'node:timers/promises';
import { type RunningConsole, startConsole } from '../../e2e/running-console';
import { type ServedPage, signIn } from './browse';
import { type MemoryRecord, residentMb, toMemoryRecord } from './memory';
import { readAges, readClaims, readNewestAge } from './read-page';

/** Fleet seconds per second of the machine: the most at which limits of calls, which are real seconds, still fit. */
export const sweepSpeed = 10;

const workloads = ['checkout', 'storefront', 'catalog', 'eu-accounts', 'media', 'archive'];
const regions = ['us-east-1', 'us-west-2', 'eu-central-1', 'ap-southeast-1', 'eu-west-1'];
const everyPage = ['/', ...workloads.map((id) => `/workloads/${id}`), ...regions.map((code) => `/regions/${code}`)];

/** Every page must be there within this many wall milliseconds. */
export const pageLimitMs = 5000;
/** Wall milliseconds from one look at all pages to the next, at least. */
const roundMs = 3000;
/**
 * Fleet seconds in which every page has to stop claiming that anything is well: metrics are stale after three minutes
 * of delay and three of their own, and whoever asked last was still waiting for its limit in real time.
 */
export const nothingWellAfterSeconds = 420;
/** An age is stated in whole minutes, and the newest data is as old as the last poll before the cut. */
const ageToleranceSeconds = 150;

export interface SweepReport {
  readonly rounds: number;
  readonly pages: number;
  readonly slowestPageMs: number;
  /** What was not as it must be, in words; none where all was well, or rather said to be unwell. */
  readonly problems: readonly string[];
  readonly memory: Readonly<Record<'web' | 'engine', MemoryRecord>>;
}

/**
 * Starts the built product, lets it see a calm fleet, cuts the console off from every AWS endpoint, name and site, and
 * looks at every page again and again for so many minutes of fleet time.
 */
export async function sweepCutOff(fleetMinutes: number, say: (line: string) => void): Promise<SweepReport> {
  const product = await startConsole({ speed: sweepSpeed });
  try {
    const browse = await signIn(product.url, 'viewer', await product.passwordOf('viewer'));
    await seeCalm(browse);
    await product.simulate('cut-off-console');
    return await watch(product, browse, fleetMinutes, say);
  } finally {
    await product.stop();
  }
}

type Browse = (address: string, limitMs: number) => Promise<ServedPage>;

/** Waits until the pages claim what a calm fleet claims: without that its absence would mean nothing. */
async function seeCalm(browse: Browse): Promise<void> {
  const deadline = performance.now() + 90_000;
  for (;;) {
    const claims = await Promise.all(
      ['/', '/workloads/archive', '/regions/eu-west-1'].map(async (address) => {
        const { html } = await browse(address, 30_000);
        return readClaims(html).length;
      }),
    );
    if (claims.every((count) => count > 1)) return;
    if (performance.now() > deadline) throw new Error(`The fleet did not become calm: ${claims.join(', ')} claims.`);
    await sleep(1000);
  }
}

async function watch(
  product: RunningConsole,
  browse: Browse,
  fleetMinutes: number,
  say: (line: string) => void,
): Promise<SweepReport> {
  const programs = await product.programs();
  const begun = performance.now();
  const fleetSeconds = () => ((performance.now() - begun) / 1000) * sweepSpeed;
  const problems: string[] = [];
  const samples: Record<'web' | 'engine', number[]> = { web: [], engine: [] };
  let [rounds, pages, slowestPageMs, saidAt] = [0, 0, 0, 0];
  while (fleetSeconds() < fleetMinutes * 60) {
    const roundBegun = performance.now();
    for (const address of everyPage) {
      const since = fleetSeconds();
      const page = await browse(address, 4 * pageLimitMs).catch((error: unknown) => String(error));
      pages += 1;
      if (typeof page === 'string') problems.push(`${address} was not served after ${Math.round(since)} s: ${page}`);
      else {
        slowestPageMs = Math.max(slowestPageMs, page.tookMs);
        problems.push(...judgePage(page, since));
      }
    }
    for (const name of ['web', 'engine'] as const) samples[name].push(await residentMb(pidOf(programs, name)));
    rounds += 1;
    if (fleetSeconds() - saidAt > 600) {
      saidAt = fleetSeconds();
      say(
        `${Math.round(saidAt / 60)} of ${fleetMinutes} minutes: ${pages} pages, slowest ${Math.round(slowestPageMs)} ms, ` +
          `web ${Math.round(samples.web.at(-1) ?? Number.NaN)} MB, engine ${Math.round(samples.engine.at(-1) ?? Number.NaN)} MB, ` +
          `${problems.length} problems`,
      );
    }
    await sleep(Math.max(0, roundMs - (performance.now() - roundBegun)));
  }
  const memory = { web: toMemoryRecord(samples.web), engine: toMemoryRecord(samples.engine) };
  return { rounds, pages, slowestPageMs, problems, memory };
}

/** What is wrong with a page that was asked for `since` fleet seconds after the cut. */
function judgePage({ address, status, tookMs, html }: ServedPage, since: number): readonly string[] {
  const when = `${Math.round(since)} s after the cut ${address}`;
  if (status !== 200) return [`${when} answered ${status}`];
  const problems: string[] = [];
  if (tookMs > pageLimitMs) problems.push(`${when} took ${Math.round(tookMs)} ms`);
  if (since < nothingWellAfterSeconds) return problems;
  const claims = readClaims(html);
  if (claims.length > 0) problems.push(`${when} claims: ${claims.slice(0, 5).join('; ')}`);
  if (!html.includes('Console is cut off')) problems.push(`${when} does not say that the console is cut off`);
  const age = address.startsWith('/regions/') ? readNewestAge(html) : (readAges(html).at(-1) ?? 'not-stated');
  if (age === 'not-stated') problems.push(`${when} states no age`);
  else if (age < since - ageToleranceSeconds) problems.push(`${when} says its data is ${age} s old`);
  return problems;
}

function pidOf(programs: ReadonlyMap<string, number>, name: string): number {
  const pid = programs.get(name);
  if (pid === undefined) throw new Error(`The ${name} is not running.`);
  return pid;
}
