import { findWayHome } from '@/lib/domain/recovery/way-home';
import { formatDuration } from '@/lib/domain/wording/duration';
import { formatList } from '@/lib/domain/wording/list';
import { formatClock } from '@/lib/domain/wording/moment';
import { hasEnded } from '@/lib/recovery/rules/execution/reading';
import { beginRun, hurriedThrough } from './begin-run';
import { findRun } from './find-run';
import { followRun } from './follow-run';
import type { Drill, DrilledWorkload } from './journal';
import { allEnded, isWellEnded, type Outcome, outcomeOf } from './outcome';
import { type DrillPorts, DrillRefused } from './ports';
import { readTestWrites } from './test-writes';

/** Heals a region and brings home what the last drill moved out of it, by the plan of the way home and its gates. */
export async function restoreRegion(ports: DrillPorts, region: string): Promise<Outcome> {
  const last = await ports.journal.find(region);
  if (last === 'none') {
    throw new DrillRefused(`No drill of ${region} is on record: npm run sim -- heal ${region} ends its faults alone.`);
  }
  await checkMoveEnded(ports, last);
  const drill = await ensureHealed(ports, last);
  sayComparison(ports, drill);
  const moved = await awayFromHome(ports, drill);
  if (moved.length === 0)
    return outcomeOf('done', [`${region} is healed, and nothing of the drill is away from home.`]);
  const states = await allEnded(moved.map((each) => bringHome(ports, drill, each)));
  const isWell = states.every(isWellEnded);
  const names = formatList(moved.map(({ id }) => id));
  return outcomeOf(isWell ? 'done' : 'failed', [
    isWell ? `${region} is restored: ${names} is home.` : `${region} is healed, and not everything is home.`,
  ]);
}

async function ensureHealed({ fleet, journal, say }: DrillPorts, drill: Drill): Promise<Drill> {
  const { failing } = await fleet.status();
  const fails = failing.some(({ region }) => region === drill.region);
  if (!fails && drill.healedAt !== 'not-yet') return drill;
  const healedAt = await fleet.heal(drill.region);
  const healed: Drill = { ...drill, healedAt: drill.healedAt === 'not-yet' ? healedAt : drill.healedAt };
  await journal.save(healed);
  say(`${drill.region} is healed since ${formatClock(healedAt, 'second')}.`);
  return healed;
}

/** What the outage would have been for the same workload in that one region: from the fault until the region was back. */
function sayComparison({ say }: DrillPorts, { faultAt, healedAt, region }: Drill): void {
  if (faultAt === 'not-yet' || healedAt === 'not-yet') return;
  const length = formatDuration(Math.max(0, (healedAt - faultAt) / 1000), 'down');
  say(`In ${region} alone, without a move, users would have been without service for ${length}.`);
}

/** A move that is under way has to end before anything is healed beneath it. */
async function checkMoveEnded(ports: DrillPorts, drill: Drill): Promise<void> {
  for (const { id } of drill.workloads) {
    const found = await findRun(ports, drill, id);
    const run = found === 'none' ? 'not-found' : await ports.product.execution(found);
    if (run !== 'not-found' && !hasEnded(run)) {
      throw new DrillRefused(`The move of ${id} has not ended: ${ports.product.addressOf(run.id)}`);
    }
  }
}

async function awayFromHome({ product, fleet }: DrillPorts, drill: Drill): Promise<readonly DrilledWorkload[]> {
  const { now } = await fleet.status();
  const ways = await Promise.all(
    drill.workloads.map(async ({ id }) => findWayHome(await product.executions(id), id, now)),
  );
  return drill.workloads.filter((_, index) => {
    const way = ways[index];
    return way !== undefined && way !== 'none' && way.home === drill.region;
  });
}

async function bringHome(ports: DrillPorts, drill: Drill, drilled: DrilledWorkload) {
  const { region, id } = drill;
  const reason = `Drill ${id} comes home to ${region}`;
  const runs = await ports.product.executions(drilled.id);
  const begun = runs.find((run) => run.drill && run.target === region && run.reason === reason);
  const leftBehind = await leftBehindWords(ports, drill, drilled);
  const executionId =
    begun?.id ??
    (await beginRun(ports, {
      workloadId: drilled.id,
      source: drilled.target,
      isWanted: ({ action, mode, target }) => action === 'failback' && mode === 'graceful' && target === region,
      reason,
      key: `drill.${id}.${drilled.id}.home`,
      inSpiteOf: {
        'left-behind-not-reviewed': leftBehind,
        'residue-open': leftBehind,
        ...(ports.options.hurry ? hurriedThrough : {}),
      },
    }));
  return (await followRun(ports, executionId)).state;
}

/** What the drill knows of what its region had not sent on: its own writes. The rest was written by simulated users. */
async function leftBehindWords(ports: DrillPorts, { id }: Drill, drilled: DrilledWorkload): Promise<string> {
  const writes = await readTestWrites(ports, drilled);
  const missing = writes.filter(({ after }) => after !== 'stored').length;
  return `Drill ${id}: ${missing} of its ${writes.length} acknowledged writes are missing; users were simulated`;
}
