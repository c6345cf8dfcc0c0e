import { defaultFleet } from '@/lib/fleet/default-fleet';
import { beginRun, drive, withClock } from '@/lib/recovery/pages/testing/sample-runs';
import { buildRecoveryReport, firstEdition } from '@/lib/recovery/report/build-recovery-report';
import { sampleRecord } from '@/lib/recovery/report/testing/sample-record';
import { buildCompliance } from '../../../compliance/build-compliance';
import type { WorkloadCompliance } from '../../../compliance/types';
import type { SeenCosts } from '../../../costs/report/seen-costs';
import type { Bill, BilledPeriod } from '../../../costs/types';
import type { FindingEntity } from '../../../entities';
import type { Workload } from '../../../fleet';
import type { BucketRecord, HistoryLayout } from '../../../history/record';
import { noMinutes } from '../../../history/roll-up';
import type { MinuteCounts } from '../../../history/types';
import { mapObservation } from '../../../observe';
import type { Execution } from '../../../recovery/execution';
import { type SampledBill, sampleReadings, seen } from '../../../testing/sample-bills';
import type { EpochMs } from '../../../time';
import type { ExecutiveEvidence, StandingFinding } from '../evidence';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** October 2026. */
export const october = { startAt: Date.parse('2026-10-01T00:00:00Z'), endAt: Date.parse('2026-11-01T00:00:00Z') };

/** When the report of October is made: its bill has arrived. */
export const madeAt = Date.parse('2026-11-05T04:00:00Z');

export function sampleWorkload(id: string, more: Partial<Workload> = {}): Workload {
  const found = defaultFleet.workloads.find((one) => one.id === id);
  if (found === undefined) throw new Error(`The default fleet has no ${id}`);
  return { ...found, ...more };
}

/** All is kept and measured in October; the only account's bill has arrived; nothing else is on record. */
export function sampleEvidence(more: Partial<ExecutiveEvidence> = {}): ExecutiveEvidence {
  const workloads = more.workloads ?? [sampleWorkload('checkout'), sampleWorkload('storefront')];
  const { startAt, endAt } = { ...october, ...more };
  return {
    month: '2026-10',
    standing: { state: 'closed', edition: 1, restates: 'nothing' },
    ...{ startAt, endAt },
    now: madeAt,
    simulated: true,
    scope: { accounts: 'all', regions: 'all', workloads: 'all' },
    fleetName: 'acme',
    workloads,
    compliance: more.compliance ?? workloads.map((workload) => sampleKept(workload, { startAt, endAt })),
    executions: [],
    recoveryReports: new Map(),
    findingsSince: startAt - 30 * dayMs,
    findings: [],
    costs: more.costs ?? sampleCostEvidence(workloads, more.now ?? madeAt),
    budgets: [],
    gaps: [],
    ...more,
  };
}

function sampleCostEvidence(workloads: readonly Workload[], now: EpochMs): ExecutiveEvidence['costs'] {
  return { readings: [settledReadings(now)], workloads, accounts: [{ id: '111122223333', name: 'Shop' }] };
}

/** How an hour went; `gap` where the console was off. */
export type HourOf = (at: EpochMs) => Partial<MinuteCounts> | 'gap';

export const metHour: HourOf = () => ({ met: 60, inside: 60 });

/** How the objectives of a workload were kept, hour by hour. */
export function sampleKept(
  workload: Workload,
  { startAt, endAt, hourOf = metHour, lagSeconds = 2.4 }: SampledKeeping,
): WorkloadCompliance {
  const layout: HistoryLayout = {
    links: [
      {
        linkId: `${workload.id}/orders/us-east-1>us-west-2`,
        storeId: 'orders',
        source: 'us-east-1',
        target: 'us-west-2',
        objectiveSeconds: 60,
        decides: ['region-loss', 'data-loss'],
      },
    ],
    objectives: workload.objectives.map(({ scenario, rpoSeconds }) => ({ scenario, rpoSeconds })),
    signals: [],
  };
  const records = Array.from({ length: Math.ceil((endAt - startAt) / hourMs) }, (_, index): BucketRecord[] => {
    const at = startAt + index * hourMs;
    const told = hourOf(at);
    if (told === 'gap' || at + hourMs > endAt) return [];
    const counts = { ...noMinutes, ...told };
    const objectives = workload.objectives.map(() => counts);
    return [
      {
        workloadId: workload.id,
        at,
        layout,
        minutes: 60,
        links: [{ counts, maxLagSeconds: lagSeconds }],
        objectives,
        signals: [],
      },
    ];
  }).flat();
  const lately = { startAt: endAt - hourMs, records: records.slice(-1) };
  return buildCompliance({
    workload,
    ...{ startAt, records },
    endAt: Math.ceil(endAt / hourMs) * hourMs,
    openFrom: endAt,
    resolution: 'hour',
    burn: { hour: lately, sixHours: lately, threeDays: lately },
    planned: [],
  });
}

export interface SampledKeeping {
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
  readonly hourOf?: HourOf;
  readonly lagSeconds?: number;
}

export interface SampledRun {
  readonly id?: string;
  readonly workload?: Workload;
  readonly source?: string;
  /** When users were served again. */
  readonly recoveredAt: EpochMs;
  readonly seconds: number;
  readonly drill?: boolean;
  readonly more?: Partial<Execution>;
}

/** A run that gave a region up, drove its plan to the end and was proven. */
export function sampleRun({
  id = 'run-1',
  workload = sampleWorkload('checkout'),
  source = 'us-east-1',
  recoveredAt,
  seconds,
  drill = false,
  more = {},
}: SampledRun): Execution {
  const { run, at } = beginRun(workload, recoveredAt - seconds * 1000 + 34_000, 0, { id, request: { drill, source } });
  const driven = withClock(drive(run, at, 'the-end').run, at, recoveredAt);
  const clock = { ...driven.clock, impactAt: recoveredAt - seconds * 1000, actualSeconds: seconds };
  return { ...driven, clock, state: 'completed', endedAt: recoveredAt + 180_000, allowedNow: [], ...more };
}

/** The recovery reports of some runs. */
export function sampleReports(runs: readonly Execution[]): ExecutiveEvidence['recoveryReports'] {
  return new Map(
    runs.map((execution) => [
      execution.id,
      {
        sha256: `${execution.id}-hash`,
        report: buildRecoveryReport(sampleRecord({ execution }), firstEdition, madeAt),
      },
    ]),
  );
}

/** Evidence with these runs and their reports. */
export function withRuns(runs: readonly Execution[], more: Partial<ExecutiveEvidence> = {}): ExecutiveEvidence {
  return sampleEvidence({ executions: runs, recoveryReports: sampleReports(runs), ...more });
}

/** A finding that stood at the end of October, open for so many days. */
export function sampleStanding(
  more: Partial<FindingEntity> = {},
  acknowledged: StandingFinding['acknowledged'] = 'nobody',
  days = 3,
): StandingFinding {
  const since = october.endAt - days * dayMs;
  const code = more.code ?? 'unprotected';
  return {
    finding: {
      kind: 'finding',
      id: `${code}:${more.workloadId ?? 'checkout'}`,
      code,
      severity: 'critical',
      sentence: 'Checkout: no region could take over',
      evidence: [],
      clear: 'Clears when another region is well',
      since,
      seenAt: october.endAt,
      accountId: '111122223333',
      region: 'none',
      workloadId: 'checkout',
      ...more,
    },
    openedAt: since,
    acknowledged,
  };
}

/** Readings of which AWS corrects none any more. */
export function settledReadings(now: EpochMs, sampled: SampledBill = {}, accountId?: string): SeenCosts {
  const settle = (period: BilledPeriod) => ({ ...period, estimated: false });
  const readings = seen(sampleReadings(now, sampled, accountId));
  const bill = mapObservation(
    readings.bill,
    (known): Bill => ({ ...known, days: known.days.map(settle), months: known.months.map(settle) }),
  );
  return { ...readings, bill };
}
