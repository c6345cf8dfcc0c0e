import type { Evidence, ExecutiveReport, ReportedWorkload } from '@/lib/domain/reports/executive/report';
import { stampOf } from '../../report-figures';
import { noteOn } from '../notes';
import { ageMethod, basisOf } from '../report-words';
import type { SheetBlock } from '../sheet';
import { nameOf, scenarioWords } from './objectives';

interface Line {
  readonly workload: string;
  readonly proves: readonly string[];
  readonly evidence: Evidence;
}

/** Every run and drill that a figure rests on, with the hash of its recovery report. */
export function writeEvidence(report: ExecutiveReport): readonly SheetBlock[] {
  const age = noteOn(basisOf(report, ageMethod));
  return [
    { kind: 'heading', text: 'Evidence' },
    {
      kind: 'table',
      columns: [
        { head: 'Workload', share: 0.13 },
        { head: 'Proves', share: 0.15 },
        { head: 'Run', share: 0.19 },
        { head: 'From → to', share: 0.175 },
        { head: 'Ended (UTC)', share: 0.09 },
        { head: { text: 'Age', notes: [age] }, share: 0.065, align: 'right' },
        { head: 'SHA-256 of its recovery report', share: 0.2 },
      ],
      rows: linesOf(report).map(({ workload, proves, evidence }) => [
        workload,
        proves.join(', '),
        `${evidence.by} ${evidence.runId}`,
        `${evidence.source} → ${evidence.target}`,
        stampOf(evidence.at),
        `${evidence.ageDays} d`,
        evidence.reportSha256 === 'not-made' ? 'no report was made' : evidence.reportSha256,
      ]),
      empty: 'No run or drill is on record that proves anything.',
    },
  ];
}

/** One line for each run, whatever it proves. */
function linesOf({ workloads }: ExecutiveReport): readonly Line[] {
  return workloads.flatMap((workload) => {
    const lines = new Map<string, Line>();
    for (const { evidence, proves } of claimsOf(workload)) {
      const known = lines.get(evidence.runId)?.proves ?? [];
      lines.set(evidence.runId, { workload: nameOf(workload), proves: [...known, proves], evidence });
    }
    return [...lines.values()];
  });
}

function claimsOf({ recoveryTime, recoveryPoints }: ReportedWorkload) {
  const times = recoveryTime.evidence.map((evidence) => ({ evidence, proves: 'recovery time' }));
  const points = recoveryPoints.flatMap(({ scenario, evidence }) =>
    evidence === 'none' ? [] : [{ evidence, proves: `recovery point, ${scenarioWords[scenario]}` }],
  );
  return [...times, ...points];
}
