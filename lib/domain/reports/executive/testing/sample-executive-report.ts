import { oddNames } from '../../../testing/odd-entities';
import { type ExecutiveReport, executiveReportFormat, type ReportStanding, type WantedDecision } from '../report';
import { basisIn, closedFrame, daysIn, hashOf, openFrame, type SampleFrame } from './sample-frame';
import { moneyInTwoCurrencies, sampleMoney } from './sample-money';
import { eastAsianNames, renamed, rightToLeftNames } from './sample-names';
import { sampleDecisions, sampleRecoveries, sampleRisks } from './sample-record';
import { manyWorkloads, withGaps, withoutEvidence } from './sample-variants';
import { sampleTotals, sampleWorkloads } from './sample-workloads';

const firstEdition: ReportStanding = { state: 'closed', edition: 1, restates: 'nothing' };

/** October 2026 of a fleet like the default one, closed, as it was frozen first. */
export function sampleExecutiveReport(more: Partial<ExecutiveReport> = {}): ExecutiveReport {
  return { ...reportIn(closedFrame, firstEdition), ...more };
}

/** Situations that paper and screens must bear, by name. Each call makes the same report again. */
export const executiveVariants = {
  closed: () => sampleExecutiveReport(),
  'so-far': () => reportIn(openFrame, { state: 'so-far', because: 'the month goes on' }),
  'hundred-workloads': () => manyWorkloads(sampleExecutiveReport(), 100),
  'long-names': () =>
    renamed(sampleExecutiveReport(), (name, index) => `${index}${oddNames.long}`.slice(0, 250) + name.slice(0, 6)),
  'hundred-long-names': () =>
    renamed(manyWorkloads(sampleExecutiveReport(), 100), (_, index) => `${index}${oddNames.long}`.slice(0, 256)),
  'cyrillic-and-greek': () => renamed(sampleExecutiveReport(), (name) => `Заказы ${name} Ελληνικά`),
  'chinese-arabic-emoji': () =>
    renamed(sampleExecutiveReport(), (_, index) => `订单${index} ${oddNames.rightToLeft} ${oddNames.emoji}`),
  'east-asian-names': () => renamed(sampleExecutiveReport(), nameFrom(eastAsianNames)),
  'right-to-left-names': () => renamed(sampleExecutiveReport(), nameFrom(rightToLeftNames)),
  'markup-names': () => renamed(sampleExecutiveReport(), () => oddNames.markup),
  'missing-days': () => withGaps(sampleExecutiveReport()),
  'nothing-measured': () => withoutEvidence(sampleExecutiveReport()),
  'two-currencies': () => sampleExecutiveReport({ money: moneyInTwoCurrencies(closedFrame) }),
  'no-bills': () =>
    sampleExecutiveReport({
      money: { currencies: [], without: [{ accountId: '111122223333', because: 'Cost Explorer was never asked' }] },
      gaps: ['No bill of account 111122223333 was read: Cost Explorer was never asked'],
    }),
  'second-edition': () =>
    sampleExecutiveReport({
      asOf: '2026-11-12T04:00:00.000Z',
      standing: {
        state: 'closed',
        edition: 2,
        restates: { edition: 1, sha256: hashOf('edition 1'), sections: ['money', 'decisions'] },
      },
    }),
  'empty-fleet': () => emptied(sampleExecutiveReport()),
} as const satisfies Readonly<Record<string, () => ExecutiveReport>>;

export type ExecutiveVariant = keyof typeof executiveVariants;
export const executiveVariantNames = Object.keys(executiveVariants) as readonly ExecutiveVariant[];

function nameFrom(names: readonly string[]): (known: string, index: number) => string {
  return (known, index) => names[index % names.length] ?? known;
}

function reportIn(frame: SampleFrame, standing: ReportStanding): ExecutiveReport {
  const workloads = sampleWorkloads(frame);
  return {
    format: executiveReportFormat,
    standing,
    simulated: true,
    asOf: frame.asOf,
    month: frame.month,
    period: { from: frame.from, to: frame.to },
    scope: { accounts: 'all', regions: 'all', workloads: 'all' },
    fleetName: 'acme',
    state: {
      ...basisIn(frame, 'worst state of all objectives at the end of the period'),
      sentence:
        '7 of 13 objectives are met, 2 are breached, 1 is at risk and 3 are not measured; 5 of 10 losses of a region are proven',
      state: 'breached',
    },
    objectives: sampleTotals(workloads, frame),
    workloads,
    days: daysIn(frame, 'met', {
      2: 'breached',
      3: 'breached',
      9: 'breached',
      10: 'at-risk',
      11: 'breached',
      12: 'gap',
      13: 'gap',
      14: 'gap',
    }),
    recoveries: sampleRecoveries(frame),
    findingsSince: '2026-03-04T08:00:00.000Z',
    risks: sampleRisks(frame),
    money: sampleMoney(frame, standing.state === 'closed'),
    decisions: sampleDecisions,
    gaps: ['AWS Health of account 111122223333 was denied on 12 October: its events of that day are not in the report'],
  };
}

/** A fleet that nobody has declared anything in. */
function emptied(report: ExecutiveReport): ExecutiveReport {
  const decision: WantedDecision = {
    kind: 'set-objective',
    ask: 'Declare the workloads of the fleet with their objectives',
    because: 'the fleet file names none',
    owner: 'nobody-named',
    workloadId: 'none',
  };
  return {
    ...report,
    state: { ...report.state, state: 'no-objective', sentence: 'No workload is declared, so that nothing is promised' },
    objectives: {
      ...report.objectives,
      ...{ total: 0, met: 0, atRisk: 0, breached: 0, notMeasured: 0, provenLosses: { proven: 0, of: 0 } },
      coverage: {
        ...basisIn(closedFrame, 'minutes measured of all minutes, rounded down'),
        state: 'not-measured',
        because: 'there is no objective to measure',
      },
    },
    workloads: [],
    days: daysIn(closedFrame, 'no-objective'),
    recoveries: [],
    findingsSince: '2026-03-04T08:00:00.000Z',
    risks: [],
    money: { currencies: [], without: [] },
    decisions: [decision],
    gaps: [],
  };
}
