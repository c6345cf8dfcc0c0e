import { hasChangedSomething } from '../../recovery/changed-something';
import type { Execution } from '../../recovery/execution';
import { formatList } from '../../wording/list';
import { type Basis, type Figure, toMoment } from '../figure';
import type { RecoveryReport } from '../recovery-report/report';
import { endOfRun, type ReportsOfRuns } from './build-evidence';

const method =
  'what may be lost for good of the store that lost most, at most, from its recovery point to the end of its writes by the recovery report';

/**
 * What a run may have cost the store that lost most, as its recovery report says it. The report bounds a loss, so that the
 * figure is a bound too; the lag that was measured before is none, and stays in the report.
 */
export function buildLoss(run: Execution, reports: ReportsOfRuns): Figure {
  const begun = toMoment(run.createdAt);
  const basis: Basis = { period: { from: 'unknown', to: begun }, asOf: toMoment(endOfRun(run)), method };
  const notMeasured = (because: string): Figure => ({ ...basis, state: 'not-measured', because });
  if (!hasChangedSomething(run)) return notMeasured('it ended before it changed anything');
  const made = reports.get(run.id);
  return made === undefined ? notMeasured('its recovery report is not made') : worstOf(made.report, basis);
}

function worstOf({ recoveryPoint, run }: RecoveryReport, basis: Basis): Figure {
  const stores = recoveryPoint.stores.filter(({ rebuildable }) => !rebuildable);
  const lost = stores.filter(({ fate }) => fate === 'lost');
  const notMeasured = (because: string): Figure => ({ ...basis, state: 'not-measured', because });
  if (stores.length === 0) return notMeasured('no store of it is on record that could lose anything');
  const unbounded = lost.filter(({ atMost }) => atMost.state === 'not-measured').map(({ storeId }) => storeId);
  if (unbounded.length > 0) return notMeasured(`no bound is known of what ${formatList(unbounded)} lost`);
  const stranded = stores.filter(({ fate }) => fate === 'stranded').map(({ storeId }) => storeId);
  const [first, ...others] = lost;
  if (first !== undefined) {
    const worst = others.reduce((a, b) => (secondsOf(b.atMost) > secondsOf(a.atMost) ? b : a), first);
    return { ...worst.atMost, method: `${method}, here of ${worst.storeId}` };
  }
  if (stranded.length > 0) {
    const isAre = stranded.length === 1 ? 'is' : 'are';
    return notMeasured(
      `${formatList(stranded)} ${isAre} out of reach until ${run.source} returns, and nothing is lost yet`,
    );
  }
  return { ...basis, state: 'at-most', seconds: 0 };
}

/** To sort by: what is not known is more than anything. */
export function secondsOf(figure: Figure): number {
  return figure.state === 'not-measured' ? Number.MAX_VALUE : figure.seconds;
}
