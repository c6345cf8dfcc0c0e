import { randomUUID } from 'node:crypto';
import type { Entity, WorkloadEntity } from '@/lib/domain/entities';
import { isProtectedTier, type Workload } from '@/lib/domain/fleet';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import type { Blocker, RankedTarget } from '@/lib/domain/recovery/decision';
import { formatCount } from '@/lib/domain/wording/list';
import { formatClock } from '@/lib/domain/wording/moment';
import type { Drill, DrilledWorkload } from './journal';
import { type DrillPorts, DrillRefused, type FleetStatus } from './ports';
import { findProof, writeTestWrites } from './test-writes';

/**
 * The drill of a region that was begun and not restored, or a new one: what is moved and whereto, and its test writes, which are
 * the last thing before the fault.
 *
 * @throws DrillRefused where the fleet is not fit for a drill; nothing has been broken then
 */
export async function openDrill(ports: DrillPorts, region: string): Promise<Drill> {
  const { journal, fleet } = ports;
  const status = await fleet.status();
  const known = status.regions.map(({ code }) => code);
  if (!known.includes(region)) {
    throw new DrillRefused(`The simulated fleet has no region "${region}"; it has ${known.join(', ')}.`, 2);
  }
  const begun = await takeUp(ports, region, status);
  if (begun !== 'none') return begun;
  const entities = await ports.product.fleet();
  const chosen = chooseWorkloads(ports, entities, region);
  checkCalm(entities, chosen, region, status.now);
  const targets = await Promise.all(chosen.map(({ workload }) => chooseTarget(ports, workload, region)));
  const id = randomUUID().slice(0, 8);
  const workloads = await Promise.all(
    chosen.map(async (each, index): Promise<DrilledWorkload> => {
      const target = targets[index]?.target ?? region;
      const proof = findProof(entities, each.id, region, target);
      return { id: each.id, target, proof, writes: await writeDown(ports, each, proof, `${id}-${each.id}`) };
    }),
  );
  const drill: Drill = { id, region, begunAt: status.now, faultAt: 'not-yet', healedAt: 'not-yet', workloads };
  await journal.save(drill);
  return drill;
}

async function takeUp({ journal, say }: DrillPorts, region: string, { failing }: FleetStatus): Promise<Drill | 'none'> {
  const last = await journal.find(region);
  const fault = failing.find((each) => each.region === region);
  if (last !== 'none' && last.healedAt === 'not-yet') {
    if (last.faultAt !== 'not-yet' && fault === undefined) {
      throw new DrillRefused(
        `The last drill of ${region} is not restored yet, and its fault was ended by something else. First: npm run drill -- restore-region ${region}`,
      );
    }
    say(`The drill of ${region} that began at ${formatClock(last.begunAt)} is taken up.`);
    return last;
  }
  if (fault === undefined) return 'none';
  throw new DrillRefused(
    `${region} has been failing since ${formatClock(fault.since, 'second')}, by no drill: npm run sim -- heal ${region}`,
  );
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
  for (const { id, workload, outage } of chosen) {
    if (outage.state === 'running') {
      const since = formatClock(outage.startedAt, 'second');
      throw new DrillRefused(`Users of ${workload.name} are without service since ${since}: ${region} is left alone.`);
    }
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

async function writeDown(
  ports: DrillPorts,
  { workload: { name } }: WorkloadEntity,
  proof: DrilledWorkload['proof'],
  prefix: string,
): Promise<DrilledWorkload['writes']> {
  if (proof === 'none') {
    ports.say(`${name}: its plan proves no transaction, so that lost writes cannot be measured.`);
    return [];
  }
  const writes = await writeTestWrites(ports, proof, prefix);
  ports.say(`${name}: ${formatCount(writes.length, 'test write')} acknowledged by ${proof.source}.`);
  return writes;
}

/** What no fault changes: it is found out before anybody is left without service for it. */
const lasting: readonly Blocker['code'][] = [
  'no-copy-at-target',
  'nothing-serves-after',
  'target-unlawful',
  'store-without-lawful-target',
  'store-left-behind',
  'no-plan',
  'plan-has-errors',
];

async function chooseTarget(ports: DrillPorts, { id, name }: Workload, region: string): Promise<RankedTarget> {
  const decision = await ports.product.decision(id, region);
  const [targets, common] = decision === 'not-found' ? [[], []] : [decision.targets, decision.blockers];
  const ways = targets.filter(({ mode, action }) => mode === 'ungraceful' && action !== 'failback');
  const hard = (ranked: RankedTarget) => [...common, ...ranked.blockers].filter(({ code }) => lasting.includes(code));
  const open = ways.find((ranked) => ranked.estimate !== 'none' && hard(ranked).length === 0);
  if (open !== undefined) return open;
  const because = [...new Set(ways.flatMap(hard).map(({ sentence }) => `${sentence}.`))].join(' ');
  throw new DrillRefused(`${name} cannot be moved out of ${region}, and ${region} is left alone. ${because}`.trimEnd());
}
