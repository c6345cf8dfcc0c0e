import { randomUUID } from 'node:crypto';
import type { Entity, WorkloadEntity } from '@/lib/domain/entities';
import { isProtectedTier } from '@/lib/domain/fleet';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import { formatCount, formatList } from '@/lib/domain/wording/list';
import { formatClock } from '@/lib/domain/wording/moment';
import { beginRun, clearedByTime } from './begin-run';
import { followRun } from './follow-run';
import type { Drill, DrilledWorkload } from './journal';
import { isWellEnded, type Outcome, outcomeOf } from './outcome';
import { type DrillPorts, DrillRefused } from './ports';
import { findProof, readTestWrites, writeTestWrites } from './test-writes';

/**
 * Makes a region fail and moves what it alone serves. A drill of the region that was begun and not restored yet is taken up
 * where it was: nothing of it is done twice.
 */
export async function simulateRegionFailure(ports: DrillPorts, region: string): Promise<Outcome> {
  const drill = await openDrill(ports, region);
  const failed = await ensureFault(ports, drill);
  const states = await Promise.all(failed.workloads.map(({ id }) => moveOut(ports, failed, id)));
  const isWell = states.every(isWellEnded);
  const names = formatList(failed.workloads.map(({ id }) => id));
  return outcomeOf(isWell ? 'done' : 'failed', [
    isWell
      ? `${region} fails, and ${names} was moved out of it. Judge it with: npm run drill -- verify-failover`
      : `${region} fails, and not everything was moved out of it.`,
  ]);
}

async function openDrill(ports: DrillPorts, region: string): Promise<Drill> {
  const { journal, fleet, say } = ports;
  const status = await fleet.status();
  const known = status.regions.map(({ code }) => code);
  if (!known.includes(region)) {
    throw new DrillRefused(`The simulated fleet has no region "${region}"; it has ${known.join(', ')}.`, 2);
  }
  const last = await journal.find(region);
  const failing = status.failing.find((each) => each.region === region);
  if (last !== 'none' && last.healedAt === 'not-yet') {
    if (last.faultAt !== 'not-yet' && failing === undefined) {
      throw new DrillRefused(
        `The last drill of ${region} is not restored yet, and its fault was ended by something else. First: npm run drill -- restore-region ${region}`,
      );
    }
    say(`The drill of ${region} that began at ${formatClock(last.begunAt)} is taken up.`);
    return last;
  }
  if (failing !== undefined) {
    throw new DrillRefused(
      `${region} has been failing since ${formatClock(failing.since, 'second')}, by no drill: npm run sim -- heal ${region}`,
    );
  }
  const entities = await ports.product.fleet();
  const chosen = chooseWorkloads(ports, entities, region);
  checkCalm(entities, chosen, region, status.now);
  const id = randomUUID().slice(0, 8);
  const workloads = await Promise.all(chosen.map((each) => prepare(ports, entities, each, region, id)));
  const drill: Drill = { id, region, begunAt: status.now, faultAt: 'not-yet', healedAt: 'not-yet', workloads };
  await journal.save(drill);
  return drill;
}

/** Those named; else those of a protected tier that nobody else serves: the others carry on without a move. */
function chooseWorkloads(
  { options, say }: DrillPorts,
  entities: readonly Entity[],
  region: string,
): readonly WorkloadEntity[] {
  const all = entities.filter((entity): entity is WorkloadEntity => entity.kind === 'workload');
  const served = all.filter(({ workload }) =>
    workload.regions.some((one) => one.region === region && one.role !== 'standby'),
  );
  const names = options.workloads;
  if (names !== 'none') {
    const unknown = names.filter((name) => !served.some(({ id }) => id === name));
    if (unknown.length > 0) {
      const there = served.map(({ id }) => id).join(', ') || 'nothing';
      throw new DrillRefused(`${region} does not serve ${unknown.join(', ')}; it serves ${there}.`, 2);
    }
    return served.filter(({ id }) => names.includes(id));
  }
  const chosen = served.filter(
    ({ workload }) =>
      isProtectedTier(workload) && workload.regions.some((one) => one.region === region && one.role === 'primary'),
  );
  const others = served.filter((each) => !chosen.includes(each)).map(({ id }) => id);
  if (others.length > 0) say(`Not moved, and without ${region} all the same: ${others.join(', ')} (see --workload).`);
  if (chosen.length > 0) return chosen;
  throw new DrillRefused(`No workload of a protected tier is served by ${region} alone. Name one with --workload.`, 2);
}

/** A drill in the middle of trouble would measure the trouble. */
function checkCalm(entities: readonly Entity[], chosen: readonly WorkloadEntity[], region: string, now: number): void {
  const { workloads } = buildFleetOverview(entities, now);
  for (const { id, workload } of chosen) {
    const health = workloads.find((each) => each.id === id)?.userHealth;
    if (health?.state !== 'healthy') {
      const reason = health === undefined ? 'nothing is known of it' : `${health.state}, ${health.reason}`;
      throw new DrillRefused(`${workload.name} is not well before the drill (${reason}): ${region} is left alone.`);
    }
    const live = entities.some(
      (entity) => entity.kind === 'execution' && entity.workloadId === id && entity.execution.endedAt === 'not-yet',
    );
    if (live) throw new DrillRefused(`A run of ${workload.name} is under way: ${region} is left alone.`);
  }
}

async function prepare(
  ports: DrillPorts,
  entities: readonly Entity[],
  { id, workload }: WorkloadEntity,
  region: string,
  drillId: string,
): Promise<DrilledWorkload> {
  const decision = await ports.product.decision(id, region);
  const ranked = decision === 'not-found' ? undefined : decision.targets.find(({ mode }) => mode === 'ungraceful');
  if (ranked === undefined) {
    throw new DrillRefused(`No plan gives ${region} up for ${workload.name}: there is nothing to practise.`);
  }
  const proof = findProof(entities, id, region, ranked.target);
  const writes = proof === 'none' ? [] : await writeTestWrites(ports, proof, `${drillId}-${id}`);
  ports.say(
    `${workload.name}: ${formatCount(writes.length, 'write')} acknowledged by ${region} before the fault${proof === 'none' ? ', since its plan proves no transaction' : ''}.`,
  );
  return { id, target: ranked.target, proof, writes };
}

/** The fault, with its moment on record before anything is moved, and which writes had got out by then. */
async function ensureFault({ fleet, journal, say, prober }: DrillPorts, drill: Drill): Promise<Drill> {
  if (drill.faultAt !== 'not-yet') return drill;
  const faultAt = await fleet.fail(drill.region);
  const workloads = await Promise.all(
    drill.workloads.map(async (each) => {
      const seen = await readTestWrites({ prober }, each);
      const hadArrived = (id: string) => seen.find((write) => write.id === id)?.after;
      return {
        ...each,
        writes: each.writes.map((write) => {
          const after = hadArrived(write.id);
          return {
            ...write,
            hadArrived: after === undefined || after === 'unreadable' ? 'unknown' : after === 'stored',
          };
        }),
      } satisfies DrilledWorkload;
    }),
  );
  const failed: Drill = { ...drill, faultAt, workloads };
  await journal.save(failed);
  say(`${drill.region} fails since ${formatClock(faultAt, 'second')}. Waiting until the console sees it.`);
  return failed;
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
  const executionId = await beginRun(ports, {
    workloadId,
    source: region,
    isWanted: (ranked) => ranked.mode === 'ungraceful' && ranked.target === target && ranked.action !== 'failback',
    reason: `Drill ${id} of the loss of ${region}${since}`,
    key: `drill.${id}.${workloadId}.out`,
    inSpiteOf: ports.options.hurry ? hurriedThrough : {},
  });
  return executionId;
}

/** Gates that only time clears, with the reason that is put on record for them. */
export const hurriedThrough = Object.fromEntries(
  clearedByTime.map((code) => [code, 'It is a drill in a simulated fleet that was asked not to wait']),
);

/** A run of this drill that was begun before the command was interrupted. */
export async function findRun({ product }: DrillPorts, drill: Drill, workloadId: string): Promise<string | 'none'> {
  const runs = await product.executions(workloadId);
  const own = runs.find(
    ({ drill: isDrill, source, reason }) =>
      isDrill && source === drill.region && reason.startsWith(`Drill ${drill.id} of `),
  );
  return own?.id ?? 'none';
}
