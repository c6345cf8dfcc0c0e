import type { WorkloadEntity } from '@/lib/domain/entities';
import type { Workload } from '@/lib/domain/fleet';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import type { Blocker, RankedTarget } from '@/lib/domain/recovery/decision';
import type { DrilledWorkload } from '@/lib/domain/recovery/drill';
import type { EpochMs } from '@/lib/domain/time';
import { formatCount } from '@/lib/domain/wording/list';
import { whyNotCalm } from '../rules/drill/why-not-calm';
import { type DrillPorts, DrillRefused } from './ports';
import { findProof, writeTestWrites } from './test-writes';

/**
 * Whereto each workload goes in a drill of a region, and how that is proven; its test writes are still to be written.
 *
 * @throws DrillRefused where the fleet is not fit for a drill: nothing has been broken then
 */
export async function planDrill(
  ports: Pick<DrillPorts, 'product'>,
  chosen: readonly WorkloadEntity[],
  region: string,
  now: EpochMs,
): Promise<readonly DrilledWorkload[]> {
  const entities = await ports.product.fleet();
  const unrest = whyNotCalm({ entities, overview: buildFleetOverview(entities, now) }, chosen, region);
  if (unrest !== 'none') throw new DrillRefused(unrest);
  return Promise.all(
    chosen.map(async ({ id, workload }): Promise<DrilledWorkload> => {
      const { target } = await chooseTarget(ports, workload, region);
      return { id, target, proof: findProof(entities, id, region, target), writes: [] };
    }),
  );
}

/** The test writes of a workload, the last thing before the fault; none where its plan proves no transaction. */
export async function writeDown(
  ports: DrillPorts,
  drillId: string,
  { id, proof }: DrilledWorkload,
): Promise<DrilledWorkload['writes']> {
  if (proof === 'none') {
    ports.say(`${id}: its plan proves no transaction, so that lost writes cannot be measured.`);
    return [];
  }
  const writes = await writeTestWrites(ports, proof, `${drillId}-${id}`);
  ports.say(`${id}: ${formatCount(writes.length, 'test write')} acknowledged by ${proof.source}.`);
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

async function chooseTarget(
  ports: Pick<DrillPorts, 'product'>,
  { id, name }: Workload,
  region: string,
): Promise<RankedTarget> {
  const decision = await ports.product.decision(id, region);
  const [targets, common] = decision === 'not-found' ? [[], []] : [decision.targets, decision.blockers];
  const ways = targets.filter(({ mode, action }) => mode === 'ungraceful' && action !== 'failback');
  const hard = (ranked: RankedTarget) => [...common, ...ranked.blockers].filter(({ code }) => lasting.includes(code));
  const open = ways.find((ranked) => ranked.estimate !== 'none' && hard(ranked).length === 0);
  if (open !== undefined) return open;
  const because = [...new Set(ways.flatMap(hard).map(({ sentence }) => `${sentence}.`))].join(' ');
  throw new DrillRefused(`${name} cannot be moved out of ${region}, and ${region} is left alone. ${because}`.trimEnd());
}
