import { randomUUID } from 'node:crypto';
import type { Entity, WorkloadEntity } from '@/lib/domain/entities';
import { formatClock } from '@/lib/domain/wording/moment';
import { planDrill, writeDown } from '@/lib/recovery/drill/plan-drill';
import { DrillRefused, type FleetStatus } from '@/lib/recovery/drill/ports';
import { movedByDrill, servedBy } from '@/lib/recovery/rules/drill/moved-by-drill';
import type { CommandPorts } from './command-ports';
import type { Drill } from './journal';

/**
 * The drill of a region that was begun and not restored, or a new one: what is moved and whereto, and its test writes, which are
 * the last thing before the fault.
 *
 * @throws DrillRefused where the fleet is not fit for a drill; nothing has been broken then
 */
export async function openDrill(ports: CommandPorts, region: string): Promise<Drill> {
  const { journal, fleet } = ports;
  const status = await fleet.status();
  const known = status.regions.map(({ code }) => code);
  if (!known.includes(region)) {
    throw new DrillRefused(`The simulated fleet has no region "${region}"; it has ${known.join(', ')}.`, 2);
  }
  const begun = await takeUp(ports, region, status);
  if (begun !== 'none') return begun;
  const chosen = chooseWorkloads(ports, await ports.product.fleet(), region);
  const planned = await planDrill(ports, chosen, region, status.now);
  const id = randomUUID().slice(0, 8);
  const workloads = await Promise.all(
    planned.map(async (each) => ({ ...each, writes: [...(await writeDown(ports, id, each))] })),
  );
  const drill: Drill = { id, region, begunAt: status.now, faultAt: 'not-yet', healedAt: 'not-yet', workloads };
  await journal.save(drill);
  return drill;
}

async function takeUp(
  { journal, say }: CommandPorts,
  region: string,
  { failing }: FleetStatus,
): Promise<Drill | 'none'> {
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
  { options, say }: CommandPorts,
  entities: readonly Entity[],
  region: string,
): readonly WorkloadEntity[] {
  const served = servedBy(entities, region);
  const names = options.workloads;
  if (names !== 'none') {
    const unknown = names.filter((name) => !served.some(({ id }) => id === name));
    if (unknown.length > 0) {
      const there = served.map(({ id }) => id).join(', ') || 'nothing';
      throw new DrillRefused(`${region} does not serve ${unknown.join(', ')}; it serves ${there}.`, 2);
    }
    return served.filter(({ id }) => names.includes(id));
  }
  const chosen = movedByDrill(entities, region);
  const others = served.filter(({ id }) => !chosen.some((each) => each.id === id)).map(({ id }) => id);
  if (others.length > 0) say(`Not moved, and without ${region} all the same: ${others.join(', ')} (see --workload).`);
  if (chosen.length > 0) return chosen;
  throw new DrillRefused(`No workload of a protected tier is served by ${region} alone. Name one with --workload.`, 2);
}
