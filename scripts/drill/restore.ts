import { formatDuration } from '@/lib/domain/wording/duration';
import { formatList } from '@/lib/domain/wording/list';
import { formatClock } from '@/lib/domain/wording/moment';
import { findRun, findRunHome } from '@/lib/recovery/drill/find-run';
import { awayFromHome, leftBehindWords, moveHome } from '@/lib/recovery/drill/moves';
import { DrillRefused } from '@/lib/recovery/drill/ports';
import { readTestWrites } from '@/lib/recovery/drill/test-writes';
import { hasEnded } from '@/lib/recovery/rules/execution/reading';
import { beginRun, hurriedThrough } from './begin-run';
import type { CommandPorts } from './command-ports';
import { followRun } from './follow-run';
import type { Drill, DrilledWorkload } from './journal';
import { allEnded, isWellEnded, type Outcome, outcomeOf } from './outcome';

/** Heals a region and brings home what the last drill moved out of it, by the plan of the way home and its gates. */
export async function restoreRegion(ports: CommandPorts, region: string): Promise<Outcome> {
  const last = await ports.journal.find(region);
  if (last === 'none') {
    throw new DrillRefused(`No drill of ${region} is on record: npm run sim -- heal ${region} ends its faults alone.`);
  }
  await checkMoveEnded(ports, last);
  const drill = await ensureHealed(ports, last);
  sayComparison(ports, drill);
  const moved = await awayFromHome(ports, drill, (await ports.fleet.status()).now);
  if (moved.length === 0)
    return outcomeOf('done', [`${region} is healed, and nothing of the drill is away from home.`]);
  const states = await allEnded(moved.map((each) => bringHome(ports, drill, each)));
  const isWell = states.every(isWellEnded);
  const names = formatList(moved.map(({ id }) => id));
  return outcomeOf(isWell ? 'done' : 'failed', [
    isWell ? `${region} is restored: ${names} is home.` : `${region} is healed, and not everything is home.`,
  ]);
}

async function ensureHealed({ fleet, journal, say }: CommandPorts, drill: Drill): Promise<Drill> {
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
function sayComparison({ say }: CommandPorts, { faultAt, healedAt, region }: Drill): void {
  if (faultAt === 'not-yet' || healedAt === 'not-yet') return;
  const length = formatDuration(Math.max(0, (healedAt - faultAt) / 1000), 'down');
  say(`In ${region} alone, without a move, users would have been without service for ${length}.`);
}

/** A move that is under way has to end before anything is healed beneath it. */
async function checkMoveEnded(ports: CommandPorts, drill: Drill): Promise<void> {
  for (const { id } of drill.workloads) {
    const found = await findRun(ports, drill, id);
    const run = found === 'none' ? 'not-found' : await ports.product.execution(found);
    if (run !== 'not-found' && !hasEnded(run)) {
      throw new DrillRefused(`The move of ${id} has not ended: ${ports.product.addressOf(run.id)}`);
    }
  }
}

async function bringHome(ports: CommandPorts, drill: Drill, drilled: DrilledWorkload) {
  const begun = findRunHome(await ports.product.executions(drilled.id), drill);
  const executionId =
    begun === 'none'
      ? await beginRun(ports, moveHome(drill, drilled, await leftBehind(ports, drill, drilled), hurriedThrough(ports)))
      : begun.id;
  return (await followRun(ports, executionId)).state;
}

async function leftBehind(ports: CommandPorts, drill: Drill, drilled: DrilledWorkload): Promise<string> {
  const writes = await readTestWrites(ports, drilled);
  return leftBehindWords(drill, writes.filter(({ after }) => after !== 'stored').length, writes.length);
}
