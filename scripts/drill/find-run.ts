import type { Drill } from './journal';
import type { DrillPorts } from './ports';

/** The run that moved a workload out of the region in this drill, by whichever command it was begun; `none` before. */
export async function findRun(
  { product }: Pick<DrillPorts, 'product'>,
  drill: Drill,
  workloadId: string,
): Promise<string | 'none'> {
  const runs = await product.executions(workloadId);
  const own = runs.find(
    ({ drill: isDrill, source, reason }) =>
      isDrill && source === drill.region && reason.startsWith(`Drill ${drill.id} of `),
  );
  return own?.id ?? 'none';
}
