import type { EpochMs } from '@/lib/domain/time';
import type { CampaignScenario } from '../scenario/make-scenario';
import { addHistograms, type Histogram, quantileOf, totalOf } from './histogram';

/** A rule that did not hold: of all frames in a row or not, the first, and how many there were. */
export interface Breach {
  readonly rule: string;
  readonly at: EpochMs;
  readonly entity: string;
  readonly figures: string;
  readonly frames: number;
}

/** What one run of one scenario showed. Plain data: it goes from process to process. */
export interface RunReport {
  readonly scenario: CampaignScenario;
  readonly frames: number;
  readonly breaches: readonly Breach[];
  /** Remarks that an exception covered, by rule and reason. */
  readonly excused: Readonly<Record<string, number>>;
  /** How often rules with conditions had something to hold, and it was so. */
  readonly held: Readonly<Record<string, number>>;
  /** Excess of `at most` over the truth with live evidence, by kind of store. */
  readonly errors: Readonly<Record<string, Histogram>>;
  /** Follows from everything the console said: equal runs, equal digests. */
  readonly digest: number;
  readonly wallMs: number;
}

/** Says what a campaign showed, for people, one line each. */
export function describeCampaign(reports: readonly RunReport[]): readonly string[] {
  const frames = sum(reports.map((report) => report.frames));
  const wallMs = sum(reports.map((report) => report.wallMs));
  const failed = reports.filter(({ breaches }) => breaches.length > 0);
  const minutes = Math.round((frames * 2) / 60);
  return [
    '',
    `${reports.length} scenarios, ${frames} frames, ${minutes} minutes of fleet time; ${(wallMs / Math.max(1, frames)).toFixed(1)} ms a frame`,
    '',
    'Faults by family:',
    ...countLines(reports.flatMap(({ scenario }) => scenario.phases.map(({ fault }) => fault.kind))),
    '',
    'Error of `at most` with live evidence, in seconds (excess over the largest true loss since its evidence):',
    ...errorLines(reports),
    '',
    'Covered by a stated exception (frames × entities):',
    ...totalLines(reports.map(({ excused }) => excused)),
    '',
    'Rules with conditions held so often (frames × links, minutes, or workloads of a run):',
    ...totalLines(reports.map(({ held }) => held)),
    ...failed.flatMap(describeFailure),
    '',
    failed.length === 0
      ? 'The console told the truth: every rule held in every frame.'
      : `The console did NOT tell the truth in ${failed.length} of ${reports.length} scenarios: ${failed.map(({ scenario }) => scenario.number).join(', ')}.`,
  ];
}

/** What was broken in a run, with what replays it. */
export function describeFailure({ scenario, breaches }: RunReport): readonly string[] {
  const { seed, number, fleet, phases } = scenario;
  if (breaches.length === 0) return [];
  return [
    '',
    `Scenario ${number} of seed ${seed} (npm run truth -- --seed ${seed} --only ${number}), fleet ${fleet === 'default' ? fleet : JSON.stringify(fleet)}:`,
    ...phases.map(
      ({ at, until, fault }) =>
        `  from ${at} s ${until === undefined ? 'on' : `to ${until} s`}: ${JSON.stringify(fault)}`,
    ),
    ...breaches.map(
      (breach) =>
        `  ${new Date(breach.at).toISOString().slice(11, 19)} (${(breach.at - scenario.startAt) / 1000} s) ${breach.entity}: ${breach.figures}; ${breach.frames} frames\n    broken: ${breach.rule}`,
    ),
  ];
}

function errorLines(reports: readonly RunReport[]): readonly string[] {
  const byKind = new Map<string, Histogram>();
  for (const { errors } of reports) {
    for (const [kind, histogram] of Object.entries(errors)) {
      byKind.set(kind, addHistograms(byKind.get(kind) ?? {}, histogram));
    }
  }
  return [...byKind]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([kind, histogram]) => {
      const at = (share: number) => String(quantileOf(histogram, share) ?? '-').padStart(4);
      return `  ${kind.padEnd(24)} worst ${at(1)}  p95 ${at(0.95)}  median ${at(0.5)}  of ${totalOf(histogram)}`;
    });
}

function totalLines(records: readonly Readonly<Record<string, number>>[]): readonly string[] {
  const totals = new Map<string, number>();
  for (const record of records) {
    for (const [key, count] of Object.entries(record)) {
      const before = totals.get(key);
      totals.set(key, before === undefined ? count : before + count);
    }
  }
  if (totals.size === 0) return ['  none'];
  return [...totals].map(([key, count]) => `  ${String(count).padStart(7)}  ${key}`);
}

function countLines(names: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const name of names) {
    const before = counts.get(name);
    counts.set(name, before === undefined ? 1 : before + 1);
  }
  const cells = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, count]) => `${name} ${count}`);
  return [`  ${cells.join(', ')}`];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
