import type { DrillCourse } from '@/lib/domain/recovery/drill';
import type { Execution } from '@/lib/domain/recovery/execution';
import type { DrillPorts } from './ports';

type Named = Pick<DrillCourse, 'id' | 'region'>;

/** The run that moved a workload out of the region in this drill, by whichever command it was begun; `none` before. */
export async function findRun(
  { product }: Pick<DrillPorts, 'product'>,
  drill: Named,
  workloadId: string,
): Promise<string | 'none'> {
  const runs = await product.executions(workloadId);
  const own = runs.find(
    ({ drill: isDrill, source, reason }) =>
      isDrill && source === drill.region && reason.startsWith(`Drill ${drill.id} of `),
  );
  return own?.id ?? 'none';
}

/** The run that brings a workload home in this drill; `none` before. */
export function findRunHome(runs: readonly Execution[], drill: Named): Execution | 'none' {
  const reason = homeReason(drill);
  return runs.find((run) => run.drill && run.target === drill.region && run.reason === reason) ?? 'none';
}

/** By which the run home is known again. */
export function homeReason({ id, region }: Named): string {
  return `Drill ${id} comes home to ${region}`;
}
