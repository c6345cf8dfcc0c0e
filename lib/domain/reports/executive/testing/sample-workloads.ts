import type { RegionCode, Scenario, Strategy } from '../../../fleet';
import type { Seconds } from '../../../time';
import type { ComplianceState } from '../../../vocabulary';
import { fromMoment, type Moment } from '../../figure';
import type {
  Evidence,
  ObjectiveTotals,
  ReportedDay,
  ReportedRecoveryPoint,
  ReportedRecoveryTime,
  ReportedWorkload,
} from '../report';
import { basisIn, daysIn, hashOf, lengthOf, percentOf, runIdOf, type SampleFrame } from './sample-frame';

const attainedMethod = 'minutes inside the objective of the minutes that were measured, rounded down';
const coverageMethod = 'minutes measured of all minutes, rounded down';
const worstMethod = 'largest lag, or age of the newest complete backup, of any minute, rounded up';
const timeMethod =
  'slowest of the newest results of all regions that serve, each from the first failure of the user path to the start of three minutes well served, rounded up';
const lossMethod = 'potential data loss of the store that loses most, by the recovery report of the run, rounded up';

interface PointCourse {
  readonly scenario: Scenario;
  readonly promised: Seconds;
  readonly state: ComplianceState;
  readonly attained: number | string;
  readonly coverage: number | string;
  readonly minutesBreached: number;
  readonly worst: Seconds | string;
  readonly proven: Seconds | string;
}

interface Course {
  readonly id: string;
  readonly name: string;
  readonly tier: 0 | 1 | 2 | 3;
  readonly owner: string;
  readonly strategy: Strategy;
  readonly promised: Seconds;
  readonly proven: Seconds | string;
  readonly timeState: ComplianceState;
  readonly why: string;
  readonly regions: { readonly proven: number; readonly of: number };
  /** Regions left for, with how many days before the end of the period it was. */
  readonly evidence: readonly (readonly [
    source: RegionCode,
    target: RegionCode,
    ageDays: number,
    by: 'run' | 'drill',
  ])[];
  readonly points: readonly PointCourse[];
  readonly days: Readonly<Record<number, ReportedDay['state']>>;
}

const noRun = 'no run or drill of it is on record';

/** The workloads of the default fleet: by tier, then the worst first. */
const courses: readonly Course[] = [
  {
    id: 'storefront',
    name: 'Storefront',
    tier: 0,
    owner: 'shop',
    strategy: 'active-active',
    promised: 0,
    proven: 'losses of us-west-2, eu-central-1 and ap-southeast-1 are not proven',
    timeState: 'not-measured',
    why: 'one of four regions that serve is proven',
    regions: { proven: 1, of: 4 },
    evidence: [['us-east-1', 'us-west-2', 13, 'run']],
    points: [
      {
        scenario: 'region-loss',
        promised: 60,
        state: 'met',
        attained: 99.98,
        coverage: 99.71,
        minutesBreached: 8,
        worst: 83,
        proven: 4,
      },
    ],
    days: { 19: 'at-risk' },
  },
  {
    id: 'checkout',
    name: 'Checkout',
    tier: 0,
    owner: 'payments',
    strategy: 'warm-standby',
    promised: 300,
    proven: 252,
    timeState: 'met',
    why: 'the drill of 14 October took 4 m 12 s of 5 m',
    regions: { proven: 1, of: 1 },
    evidence: [['us-east-1', 'us-west-2', 18, 'drill']],
    points: [
      {
        scenario: 'region-loss',
        promised: 60,
        state: 'at-risk',
        attained: 99.91,
        coverage: 99.62,
        minutesBreached: 40,
        worst: 194,
        proven: 41,
      },
    ],
    days: { 9: 'breached', 10: 'at-risk', 23: 'at-risk' },
  },
  {
    id: 'eu-accounts',
    name: 'EU accounts',
    tier: 1,
    owner: 'accounts',
    strategy: 'warm-standby',
    promised: 1800,
    proven: 2112,
    timeState: 'breached',
    why: 'the drill of 22 October took 35 m 12 s of 30 m',
    regions: { proven: 1, of: 1 },
    evidence: [['eu-central-1', 'eu-west-1', 10, 'drill']],
    points: [
      {
        scenario: 'region-loss',
        promised: 300,
        state: 'met',
        attained: 100,
        coverage: 99.84,
        minutesBreached: 0,
        worst: 71,
        proven: 22,
      },
    ],
    days: {},
  },
  {
    id: 'catalog',
    name: 'Catalog',
    tier: 1,
    owner: 'catalog',
    strategy: 'active-active',
    promised: 0,
    proven: 0,
    timeState: 'met',
    why: 'both regions were left and users of the other one noticed nothing',
    regions: { proven: 2, of: 2 },
    evidence: [
      ['us-east-1', 'eu-west-1', 25, 'drill'],
      ['eu-west-1', 'us-east-1', 24, 'drill'],
    ],
    points: [
      {
        scenario: 'region-loss',
        promised: 900,
        state: 'met',
        attained: 100,
        coverage: 99.9,
        minutesBreached: 0,
        worst: 12.4,
        proven: 2,
      },
    ],
    days: {},
  },
  {
    id: 'media',
    name: 'Media',
    tier: 2,
    owner: 'media',
    strategy: 'pilot-light',
    promised: 14_400,
    proven: 'the newest drill is older than 90 days',
    timeState: 'not-measured',
    why: 'what proves it is 131 days old, and 90 are allowed',
    regions: { proven: 0, of: 1 },
    evidence: [['us-east-1', 'us-west-2', 131, 'drill']],
    points: [
      {
        scenario: 'region-loss',
        promised: 900,
        state: 'breached',
        attained: 96.41,
        coverage: 91.07,
        minutesBreached: 1459,
        worst: 6420,
        proven: 'the newest drill is older than 90 days',
      },
    ],
    days: { 2: 'breached', 3: 'breached', 11: 'breached', 12: 'gap', 13: 'gap', 14: 'gap', 27: 'at-risk' },
  },
  {
    id: 'archive',
    name: 'Archive',
    tier: 3,
    owner: 'records',
    strategy: 'backup-restore',
    promised: 86_400,
    proven: noRun,
    timeState: 'not-measured',
    why: 'it was never drilled',
    regions: { proven: 0, of: 1 },
    evidence: [],
    points: [
      {
        scenario: 'region-loss',
        promised: 86_400,
        state: 'met',
        attained: 100,
        coverage: 100,
        minutesBreached: 0,
        worst: 44_100,
        proven: noRun,
      },
      {
        scenario: 'data-loss',
        promised: 86_400,
        state: 'met',
        attained: 100,
        coverage: 100,
        minutesBreached: 0,
        worst: 81_300,
        proven: 'no run proves a loss of data',
      },
    ],
    days: {},
  },
];

export function sampleWorkloads(frame: SampleFrame): readonly ReportedWorkload[] {
  return courses.map((course) => ({
    id: course.id,
    name: course.name,
    tier: course.tier,
    owner: course.owner,
    strategy: course.strategy,
    accountId: '111122223333',
    recoveryTime: recoveryTimeOf(course, frame),
    recoveryPoints: course.points.map((point) => recoveryPointOf(course, point, frame)),
    days: daysIn(frame, 'met', course.days),
  }));
}

function recoveryTimeOf(course: Course, frame: SampleFrame): ReportedRecoveryTime {
  const evidence = evidenceOf(course, frame);
  const at = evidence[0]?.at;
  const basis = {
    ...basisIn(frame, timeMethod),
    ...(at === undefined ? {} : { period: { from: before(at), to: at } }),
  };
  return {
    promisedSeconds: course.promised,
    proven: lengthOf(basis, course.proven),
    state: course.timeState,
    sentence: course.why,
    provenRegions: course.regions,
    evidence,
  };
}

function recoveryPointOf(course: Course, point: PointCourse, frame: SampleFrame): ReportedRecoveryPoint {
  const [newest] = evidenceOf(course, frame);
  const isProven = point.scenario === 'region-loss' && newest !== undefined;
  const proven = {
    ...basisIn(frame, lossMethod),
    ...(isProven ? { period: { from: before(newest.at), to: newest.at } } : {}),
  };
  return {
    scenario: point.scenario,
    promisedSeconds: point.promised,
    state: point.state,
    attainment: percentOf(basisIn(frame, attainedMethod), point.attained),
    targetPercent: 99.9,
    coverage: percentOf(basisIn(frame, coverageMethod), point.coverage),
    minutesBreached: point.minutesBreached,
    worst: lengthOf(basisIn(frame, worstMethod), point.worst),
    proven: lengthOf(proven, point.proven),
    evidence: isProven ? newest : 'none',
  };
}

/** The newest first. */
function evidenceOf({ id, evidence }: Course, { to }: SampleFrame): readonly Evidence[] {
  return evidence
    .map(([source, target, ageDays, by]) => ({
      runId: runIdOf(`${id} ${source}`),
      by,
      source,
      target,
      at: new Date(fromMoment(to) - ageDays * 86_400_000 + 36_729_000).toISOString(),
      ageDays,
      reportSha256: ageDays > 100 ? ('not-made' as const) : hashOf(`${id} ${source}`),
    }))
    .sort((a, b) => (a.at < b.at ? 1 : -1));
}

function before(at: Moment): Moment {
  return new Date(fromMoment(at) - 2_700_000).toISOString();
}

/** Counts of the objectives of some workloads. */
export function sampleTotals(workloads: readonly ReportedWorkload[], frame: SampleFrame): ObjectiveTotals {
  const states = workloads.flatMap(({ recoveryTime, recoveryPoints }) =>
    [recoveryTime, ...recoveryPoints].map(({ state }) => state).filter((state) => state !== 'no-objective'),
  );
  const count = (state: ComplianceState) => states.filter((one) => one === state).length;
  const sum = (pick: 'proven' | 'of') =>
    workloads.reduce((total, { recoveryTime }) => total + recoveryTime.provenRegions[pick], 0);
  const isMeasured = workloads.some(({ recoveryPoints }) =>
    recoveryPoints.some(({ coverage }) => coverage.state === 'measured'),
  );
  return {
    ...basisIn(
      frame,
      'recovery points by the minutes of the period, recovery times by runs and drills of the last 90 days',
    ),
    total: states.length,
    met: count('met'),
    atRisk: count('at-risk'),
    breached: count('breached'),
    notMeasured: count('not-measured'),
    coverage: percentOf(basisIn(frame, coverageMethod), isMeasured ? 98.39 : 'nothing of the period was recorded'),
    provenLosses: { proven: sum('proven'), of: sum('of') },
  };
}
