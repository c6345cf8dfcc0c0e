import { complianceStates } from '../../../vocabulary';
import { fromMoment } from '../../figure';
import type { ExecutiveReport, ReportedDay, ReportedWorkload } from '../report';
import { basisIn, closedFrame, daysIn, hashOf, percentOf, runIdOf } from './sample-frame';
import { sampleTotals } from './sample-workloads';

/** The report of a fleet of so many workloads: those of another over and over, with more runs, risks and decisions. */
export function manyWorkloads(report: ExecutiveReport, count: number): ExecutiveReport {
  const workloads = Array.from({ length: count }, (_, number) => nthWorkload(report, number)).sort(byTierThenWorst);
  const objectives = sampleTotals(workloads, closedFrame);
  return {
    ...report,
    workloads,
    objectives,
    state: {
      ...report.state,
      sentence: `${objectives.met} of ${objectives.total} objectives are met, ${objectives.breached} are breached, ${objectives.atRisk} are at risk and ${objectives.notMeasured} are not measured`,
    },
    recoveries: spread(report.recoveries, count, (recovery, number) => ({
      ...recovery,
      runId: runIdOf(`${recovery.workloadId} ${number}`),
      workloadId: idOf(recovery.workloadId, number),
      workloadName: nameOf(recovery.workloadName, number),
      reportSha256: hashOf(`${recovery.workloadId} ${number}`),
    })).sort((a, b) => fromMoment(b.endedAt) - fromMoment(a.endedAt)),
    risks: spread(report.risks, count * 2, (risk, number) => ({
      ...risk,
      id: `${risk.id}/${number}`,
      workloadId: risk.workloadId === 'none' ? 'none' : idOf(risk.workloadId, number),
      workloadName: risk.workloadName === '' ? '' : nameOf(risk.workloadName, number),
    })),
    decisions: spread(report.decisions, count, (decision, number) => ({
      ...decision,
      workloadId: decision.workloadId === 'none' ? 'none' : idOf(decision.workloadId, number),
    })),
    money: {
      ...report.money,
      currencies: report.money.currencies.map((currency) => ({
        ...currency,
        byWorkload: spread(currency.byWorkload, count, (line, number) => ({
          ...line,
          workloadId: idOf(line.workloadId, number),
          workloadName: nameOf(line.workloadName, number),
        })),
      })),
    },
  };
}

function nthWorkload({ workloads }: ExecutiveReport, number: number): ReportedWorkload {
  const known = workloads[number % workloads.length];
  if (known === undefined) throw new Error('The sample has workloads');
  const again = (runId: string) => runIdOf(`${runId} ${number}`);
  return {
    ...known,
    id: idOf(known.id, number),
    name: nameOf(known.name, number),
    recoveryTime: {
      ...known.recoveryTime,
      evidence: known.recoveryTime.evidence.map((one) => ({ ...one, runId: again(one.runId) })),
    },
    recoveryPoints: known.recoveryPoints.map((point) => ({
      ...point,
      evidence: point.evidence === 'none' ? 'none' : { ...point.evidence, runId: again(point.evidence.runId) },
    })),
  };
}

function byTierThenWorst(a: ReportedWorkload, b: ReportedWorkload): number {
  return a.tier - b.tier || rankOf(a) - rankOf(b);
}

function rankOf({ recoveryTime, recoveryPoints }: ReportedWorkload): number {
  return Math.min(...[recoveryTime, ...recoveryPoints].map(({ state }) => complianceStates.indexOf(state)));
}

function spread<T>(known: readonly T[], count: number, again: (one: T, number: number) => T): T[] {
  return Array.from({ length: count }, (_, number) => known[number % known.length])
    .filter((one) => one !== undefined)
    .map(again);
}

const idOf = (id: string, number: number) => `${id}-${String(number).padStart(3, '0')}`;
const nameOf = (name: string, number: number) => `${name} ${String(number).padStart(3, '0')}`;

/** Days of which nothing was recorded, and days that are on no bill. */
export function withGaps(report: ExecutiveReport): ExecutiveReport {
  const gaps: Readonly<Record<number, ReportedDay['state']>> = {
    5: 'gap',
    6: 'gap',
    7: 'gap',
    8: 'not-measured',
    20: 'gap',
  };
  return {
    ...report,
    days: daysIn(closedFrame, 'met', gaps),
    workloads: report.workloads.map((workload) => ({ ...workload, days: daysIn(closedFrame, 'met', gaps) })),
    money: {
      ...report.money,
      currencies: report.money.currencies.map((currency) => ({
        ...currency,
        spent:
          currency.spent.state === 'not-known'
            ? currency.spent
            : { ...currency.spent, state: 'billed-so-far' as const },
        change: {
          ...basisIn(closedFrame, 'the same days of both months'),
          state: 'not-comparable' as const,
          because: '4 days of 2026-10 are not billed in whole',
        },
        coverage: { billedDays: 27, days: 31, missing: ['2026-10-05', '2026-10-06', '2026-10-07', '2026-10-20'] },
      })),
    },
    gaps: [...report.gaps, 'Nothing was recorded on 4 days: 5 to 7 and 20 October'],
  };
}

/** A fleet that nothing is known of but its promises. */
export function withoutEvidence(report: ExecutiveReport): ExecutiveReport {
  const because = 'nothing of the period was recorded';
  const none = { state: 'not-measured' as const, because };
  const days = daysIn(closedFrame, 'gap');
  const workloads = report.workloads.map(
    (workload): ReportedWorkload => ({
      ...workload,
      days,
      recoveryTime: {
        promisedSeconds: workload.recoveryTime.promisedSeconds,
        proven: { ...basisOf(workload.recoveryTime.proven), ...none },
        state: 'not-measured',
        sentence: 'no run or drill of it is on record',
        provenRegions: { proven: 0, of: workload.recoveryTime.provenRegions.of },
        evidence: [],
      },
      recoveryPoints: workload.recoveryPoints.map((point) => ({
        ...point,
        state: 'not-measured',
        attainment: percentOf(basisOf(point.attainment), because),
        coverage: percentOf(basisOf(point.coverage), because),
        minutesBreached: 0,
        worst: { ...basisOf(point.worst), ...none },
        proven: { ...basisOf(point.proven), ...none },
        evidence: 'none',
      })),
    }),
  );
  return {
    ...report,
    state: { ...report.state, state: 'not-measured', sentence: 'Nothing can be said of any of 13 objectives' },
    workloads,
    objectives: sampleTotals(workloads, closedFrame),
    days,
    recoveries: [],
    risks: [],
    money: { currencies: [], without: [{ accountId: '111122223333', because: 'not asked yet' }] },
    decisions: report.decisions.slice(4, 5),
    gaps: ['Nothing was recorded in the period: the engine did not run'],
  };
}

function basisOf({ method }: { readonly method: string }) {
  return basisIn(closedFrame, method);
}
