import { formatList } from '@/lib/domain/wording/list';
import { formatClock } from '@/lib/domain/wording/moment';
import { findRun } from '@/lib/recovery/drill/find-run';
import { moveOut } from '@/lib/recovery/drill/moves';
import { whatHadArrived } from '@/lib/recovery/drill/test-writes';
import { beginRun, hurriedThrough } from './begin-run';
import type { CommandPorts } from './command-ports';
import { followRun } from './follow-run';
import type { Drill, DrilledWorkload } from './journal';
import { openDrill } from './open-drill';
import { allEnded, isWellEnded, type Outcome, outcomeOf } from './outcome';

/**
 * Makes a region fail and moves what it alone serves. A drill of the region that was begun and not restored yet is taken up
 * where it was: nothing of it is done twice.
 */
export async function simulateRegionFailure(ports: CommandPorts, region: string): Promise<Outcome> {
  const drill = await openDrill(ports, region);
  const failed = await ensureFault(ports, drill);
  const states = await allEnded(failed.workloads.map((each) => carryOut(ports, failed, each)));
  const isWell = states.every(isWellEnded);
  const names = formatList(failed.workloads.map(({ id }) => id));
  return outcomeOf(isWell ? 'done' : 'failed', [
    isWell
      ? `${region} fails, and ${names} was moved out of it. Judge it with: npm run drill -- verify-failover`
      : `${region} fails, and not everything was moved out of it.`,
  ]);
}

/** The fault, with its moment on record before anything is moved, and which writes had got out by then. */
async function ensureFault({ fleet, journal, say, prober }: CommandPorts, drill: Drill): Promise<Drill> {
  if (drill.faultAt !== 'not-yet') return drill;
  const faultAt = await fleet.fail(drill.region);
  const workloads = await Promise.all(drill.workloads.map((each) => whatHadArrived({ prober }, each)));
  const failed: Drill = { ...drill, faultAt, workloads };
  await journal.save(failed);
  say(`${drill.region} fails since ${formatClock(faultAt, 'second')}. Waiting until the console sees it.`);
  return failed;
}

async function carryOut(ports: CommandPorts, drill: Drill, drilled: DrilledWorkload) {
  const id = await ensureRun(ports, drill, drilled);
  return (await followRun(ports, id)).state;
}

async function ensureRun(ports: CommandPorts, drill: Drill, drilled: DrilledWorkload): Promise<string> {
  const begun = await findRun(ports, drill, drilled.id);
  return begun === 'none' ? beginRun(ports, moveOut(drill, drilled, hurriedThrough(ports))) : begun;
}
