import type { WorkloadEntity } from '@/lib/domain/entities';
import type { DrillFigures } from '@/lib/domain/recovery/drill';
import { findRun } from '@/lib/recovery/drill/find-run';
import { judgeWorkload } from '@/lib/recovery/drill/judge-workload';
import { DrillRefused } from '@/lib/recovery/drill/ports';
import type { CommandPorts } from './command-ports';
import { followRun } from './follow-run';
import type { Drill, DrilledWorkload } from './journal';
import { allEnded, type Outcome, outcomeOf } from './outcome';

/** Judges the last drill, of a region where one is named, once its runs have ended. Changes nothing. */
export async function verifyFailover(ports: CommandPorts, region: string | 'none'): Promise<Outcome> {
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
  ports: CommandPorts,
  drill: Drill,
  drilled: DrilledWorkload,
  workload: WorkloadEntity,
): Promise<Pick<DrillFigures, 'state' | 'recoverySeconds' | 'lostWrites' | 'sentences'>> {
  const id = await findRun(ports, drill, drilled.id);
  if (id === 'none') {
    const sentence = `No run has begun. Give the command again: npm run drill -- simulate-region-failure ${drill.region}`;
    return { state: 'not-proven', recoverySeconds: 'unknown', lostWrites: 'unknown', sentences: [sentence] };
  }
  return judgeWorkload(ports, drill, drilled, workload, await followRun(ports, id));
}
