import type { WorkloadEntity } from '@/lib/domain/entities';
import { wantedRecoverySeconds } from '@/lib/domain/recovery/wanted-recovery-time';
import { type DrillVerdict, judgeDrill } from '@/lib/recovery/rules/drill/judge-drill';
import { findRun } from './find-run';
import { followRun } from './follow-run';
import type { Drill, DrilledWorkload } from './journal';
import { allEnded, type Outcome, outcomeOf } from './outcome';
import { type DrillPorts, DrillRefused } from './ports';
import { readTestWrites } from './test-writes';

/** Judges the last drill, of a region where one is named, once its runs have ended. Changes nothing. */
export async function verifyFailover(ports: DrillPorts, region: string | 'none'): Promise<Outcome> {
  const drill = await ports.journal.find(region === 'none' ? undefined : region);
  if (drill === 'none' || drill.faultAt === 'not-yet') {
    const where = region === 'none' ? '' : ` of ${region}`;
    throw new DrillRefused(`No drill${where} is on record. Begin one with: npm run drill -- simulate-region-failure`);
  }
  const entities = await ports.product.fleet();
  const results = await allEnded(
    drill.workloads.map(async (drilled) => {
      const found = entities.find((entity) => entity.kind === 'workload' && entity.id === drilled.id);
      if (found?.kind !== 'workload') throw new DrillRefused(`The fleet no longer declares ${drilled.id}.`);
      return { id: drilled.id, ...(await judge(ports, drill, drilled, found)) };
    }),
  );
  for (const { id, sentences } of results) for (const sentence of sentences) ports.say(`${id}: ${sentence}`);
  const worst = (['failed', 'not-proven'] as const).find((state) => results.some((each) => each.state === state));
  // A drill that moved nothing has proven nothing.
  const verdict = worst ?? (results.length === 0 ? 'not-proven' : 'proven');
  const said = {
    proven: `The failover out of ${drill.region} is proven. Come home with: npm run drill -- restore-region ${drill.region}`,
    'not-proven': `The failover out of ${drill.region} is not proven.`,
    failed: `The failover out of ${drill.region} has failed.`,
  } as const;
  return outcomeOf(
    verdict,
    [said[verdict]],
    results.map(({ id, state, recoverySeconds, lostWrites }) => ({ workload: id, state, recoverySeconds, lostWrites })),
  );
}

async function judge(
  ports: DrillPorts,
  drill: Drill,
  drilled: DrilledWorkload,
  { workload }: WorkloadEntity,
): Promise<DrillVerdict> {
  const id = await findRun(ports, drill, drilled.id);
  if (id === 'none') {
    const sentence = `No run has begun. Give the command again: npm run drill -- simulate-region-failure ${drill.region}`;
    return { state: 'not-proven', recoverySeconds: 'unknown', lostWrites: 'unknown', sentences: [sentence] };
  }
  const execution = await followRun(ports, id);
  const rpo = workload.objectives.find(({ scenario }) => scenario === 'region-loss')?.rpoSeconds;
  return judgeDrill({
    execution,
    faultAt: drill.faultAt === 'not-yet' ? 'unknown' : drill.faultAt,
    wantedSeconds: wantedRecoverySeconds(workload),
    wantedLossSeconds: rpo ?? 'none',
    writes: await readTestWrites(ports, drilled),
  });
}
