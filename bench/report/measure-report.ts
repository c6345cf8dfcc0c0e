import { canonicalJson } from '@/lib/domain/reports/canonical-json';
import { buildExecutiveReport } from '@/lib/domain/reports/executive/build-executive-report';
import type { ExecutiveEvidence } from '@/lib/domain/reports/executive/evidence';
import {
  october,
  sampleEvidence,
  sampleRun,
  sampleStanding,
} from '@/lib/domain/reports/executive/testing/sample-evidence';
import { hundredWorkloadFleet } from '@/lib/domain/testing/sample-wide-fleets';
import { writeExecutiveCsv } from '@/lib/reports/executive/write-executive-csv';
import { writeExecutivePdf } from '@/lib/reports/executive/write-executive-pdf';

/** A report may take so long from the record to its files, at the size the product is made for. */
export const goalMs = 5000;

export interface ReportSize {
  readonly accounts: number;
  readonly runs: number;
  readonly findings: number;
}

/** What a part took, in wall milliseconds. */
export interface PartTimes {
  readonly name: string;
  readonly each: readonly number[];
}

const day = 86_400_000;

/** A month of a hundred workloads, with a bill of each account. */
export function wideEvidence({ accounts, runs, findings }: ReportSize): ExecutiveEvidence {
  const { workloads } = hundredWorkloadFleet();
  const idOf = (index: number) => workloads[index % workloads.length]?.id ?? 'none';
  const run = sampleRun({ recoveredAt: october.endAt - day, seconds: 200 });
  const { costs } = sampleEvidence({ workloads });
  const ids = Array.from({ length: accounts }, (_, index) => String(100_000_000_000 + index));
  return sampleEvidence({
    workloads,
    executions: Array.from({ length: runs }, (_, index) => ({ ...run, id: `run-${index}`, workloadId: idOf(index) })),
    findings: Array.from({ length: findings }, (_, index) =>
      sampleStanding({ id: `unprotected:${index}`, workloadId: idOf(index) }),
    ),
    costs: {
      ...costs,
      readings: ids.flatMap((accountId) => costs.readings.map((reading) => ({ ...reading, accountId }))),
      accounts: ids.map((id) => ({ id, name: `Account ${id}` })),
    },
  });
}

/** Makes the report several times, from the record to its files, each part on its own. */
export async function measureReport(size: ReportSize, times: number): Promise<readonly PartTimes[]> {
  const evidence = wideEvidence(size);
  const parts = new Map<string, number[]>();
  const timed = async <T>(name: string, make: () => T | Promise<T>): Promise<T> => {
    const from = performance.now();
    const made = await make();
    parts.set(name, [...(parts.get(name) ?? []), performance.now() - from]);
    return made;
  };
  for (let turn = 0; turn < times; turn++) {
    await timed('Whole', async () => {
      const report = await timed('Built of the record', () => buildExecutiveReport(evidence));
      await timed('As canonical JSON', () => canonicalJson(report));
      await timed('As PDF', () => writeExecutivePdf(report, 'ab'.repeat(32)));
      await timed('As CSV', () => writeExecutiveCsv(report));
    });
  }
  return [...parts].map(([name, each]) => ({ name, each }));
}
