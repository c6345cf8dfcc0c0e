import 'server-only';
import { type Actor, isInScope } from '@/lib/access/actor';
import { requirePermission } from '@/lib/access/permissions';
import type { RecoveryReportLine } from '@/lib/domain/reports/recovery-line';
import { readExecutions } from '@/lib/persistence/executions';
import { readLinesOfReports } from '@/lib/persistence/reports';
import type { Store } from '@/lib/persistence/store';
import { toEditions } from './report-editions';
import { webStore } from './web-store';

/** Runs whose reports are listed: the newest; of older ones the page of the run has them. */
export const mostListedReports = 20;

/**
 * Recovery reports of the newest runs that have ended within the actor's scope, the newest first. Throws AccessRefused; fails
 * when the store cannot be reached.
 */
export function listRecoveryReports(actor: Actor | 'nobody'): Promise<readonly RecoveryReportLine[]> {
  return listRecoveryReportsFrom(webStore(), actor);
}

/** The same from a given store. */
export async function listRecoveryReportsFrom(
  store: Store,
  actor: Actor | 'nobody',
): Promise<readonly RecoveryReportLine[]> {
  const { scope } = requirePermission(actor, 'read-fleet');
  const ended = (await readExecutions(store))
    .filter(({ accountId, workloadId }) => isInScope(scope, { accountId, workloadId, region: 'none' }))
    .flatMap(({ endedMs, document }) => (endedMs === null ? [] : [{ ...document, endedAt: endedMs }]))
    .sort((a, b) => b.endedAt - a.endedAt)
    .slice(0, mostListedReports);
  const lines = await readLinesOfReports(
    store,
    'recovery',
    ended.map(({ id }) => id),
  );
  return Promise.all(
    ended.map(async ({ id, dryRun, drill, workloadId, source, target, endedAt }): Promise<RecoveryReportLine> => {
      const line = lines.findLast(({ subjectId }) => subjectId === id);
      const [newest] = line === undefined ? [] : await toEditions(store, [line]);
      const by = dryRun ? 'dry-run' : drill ? 'drill' : 'run';
      return { runId: id, by, workloadId, source, target, endedAt, newest: newest ?? 'being-made' };
    }),
  );
}
