import { formatList } from '@/lib/domain/wording/list';
import { formatClock } from '@/lib/domain/wording/moment';
import { beginRun, hurriedThrough } from './begin-run';
import { findRun } from './find-run';
import { followRun } from './follow-run';
import type { Drill, DrilledWorkload } from './journal';
import { openDrill } from './open-drill';
import { allEnded, isWellEnded, type Outcome, outcomeOf } from './outcome';
import type { DrillPorts } from './ports';
import { readTestWrites } from './test-writes';

/**
 * Makes a region fail and moves what it alone serves. A drill of the region that was begun and not restored yet is taken up
 * where it was: nothing of it is done twice.
 */
export async function simulateRegionFailure(ports: DrillPorts, region: string): Promise<Outcome> {
  const drill = await openDrill(ports, region);
  const failed = await ensureFault(ports, drill);
  const states = await allEnded(failed.workloads.map(({ id }) => moveOut(ports, failed, id)));
  const isWell = states.every(isWellEnded);
  const names = formatList(failed.workloads.map(({ id }) => id));
  return outcomeOf(isWell ? 'done' : 'failed', [
    isWell
      ? `${region} fails, and ${names} was moved out of it. Judge it with: npm run drill -- verify-failover`
      : `${region} fails, and not everything was moved out of it.`,
  ]);
}

/** The fault, with its moment on record before anything is moved, and which writes had got out by then. */
async function ensureFault({ fleet, journal, say, prober }: DrillPorts, drill: Drill): Promise<Drill> {
  if (drill.faultAt !== 'not-yet') return drill;
  const faultAt = await fleet.fail(drill.region);
  const workloads = await Promise.all(drill.workloads.map((each) => whatHadArrived({ prober }, each)));
  const failed: Drill = { ...drill, faultAt, workloads };
  await journal.save(failed);
  say(`${drill.region} fails since ${formatClock(faultAt, 'second')}. Waiting until the console sees it.`);
  return failed;
}

/** Asked once: the console is on its way to see the fault, and the drill does not keep it waiting. */
async function whatHadArrived(ports: Pick<DrillPorts, 'prober'>, drilled: DrilledWorkload): Promise<DrilledWorkload> {
  const seen = await readTestWrites(ports, drilled, 1);
  const writes = seen.map(({ id, writtenAt, after }) => ({
    id,
    writtenAt,
    hadArrived: after === 'unreadable' ? ('unknown' as const) : after === 'stored',
  }));
  return { ...drilled, writes };
}

async function moveOut(ports: DrillPorts, drill: Drill, workloadId: string) {
  const id = await ensureRun(ports, drill, workloadId);
  return (await followRun(ports, id)).state;
}

async function ensureRun(ports: DrillPorts, drill: Drill, workloadId: string): Promise<string> {
  const { region, id, faultAt } = drill;
  const begun = await findRun(ports, drill, workloadId);
  if (begun !== 'none') return begun;
  const since = faultAt === 'not-yet' ? '' : `, made to fail at ${formatClock(faultAt, 'second')}`;
  const target = drill.workloads.find((each) => each.id === workloadId)?.target;
  return beginRun(ports, {
    workloadId,
    source: region,
    isWanted: (ranked) => ranked.mode === 'ungraceful' && ranked.target === target && ranked.action !== 'failback',
    reason: `Drill ${id} of the loss of ${region}${since}`,
    key: `drill.${id}.${workloadId}.out`,
    inSpiteOf: ports.options.hurry ? hurriedThrough : {},
  });
}
