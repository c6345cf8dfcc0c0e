import type { Drill, DrillFigures } from '@/lib/domain/recovery/drill';
import type { EpochMs } from '@/lib/domain/time';
import { concludeHome, newDrill, nextOfDrill, refuseDrill, toPhase, waiting } from '../../rules/drill/course-of-drill';

/** Drills in the states that a page shows, made by the rules themselves. */

const proven: DrillFigures = {
  state: 'proven',
  recoverySeconds: 212,
  wantedSeconds: 300,
  lostWrites: 0,
  writes: 6,
  sentences: ['Users were served again 3 m 32 s after the fault, within the objective of 5 m.'],
};

const failed: DrillFigures = {
  ...proven,
  state: 'failed',
  recoverySeconds: 412,
  lostWrites: 2,
  sentences: ['Users were served again 6 m 52 s after the fault, later than the objective of 5 m.'],
};

const unproven: DrillFigures = {
  ...proven,
  state: 'not-proven',
  recoverySeconds: 'unknown',
  lostWrites: 'unknown',
  sentences: ['Users were not seen to be served again.'],
};

/** A drill of us-east-1 that olga asked for, with one workload to move. */
export function openedDrill(id: string, begunAt: EpochMs): Drill {
  const asked = newDrill({ id, region: 'us-east-1', reason: 'Quarterly drill', askedBy: 'olga' }, begunAt);
  const proof = { source: 'use1.checkout.example', target: 'usw2.checkout.example', path: '/transactions' };
  const workloads = [
    {
      id: 'checkout',
      target: 'us-west-2',
      proof,
      writes: [{ id: `drill-${id}-checkout-1`, writtenAt: begunAt + 1000, hadArrived: true }],
      outRun: 'not-yet',
      homeRun: 'not-yet',
      figures: 'not-yet',
    },
  ] as const;
  return toPhase({ ...asked, workloads }, 'writing', begunAt + 500);
}

/** The same once the region fails. */
export function brokenDrill(id: string, begunAt: EpochMs): Drill {
  const at = begunAt + 2000;
  const intended = toPhase({ ...openedDrill(id, begunAt), faultIntendedAt: at }, 'breaking', at);
  return toPhase({ ...intended, faultAt: at + 100 }, 'leaving', at + 400);
}

function withRun(drill: Drill, figures: DrillFigures | 'not-yet'): Drill {
  return { ...drill, workloads: drill.workloads.map((each) => ({ ...each, outRun: 'run-1', figures })) };
}

const agree = { workloadId: 'checkout', sentence: 'A second person has to agree to the run.', runId: 'run-1' };
const gate = {
  workloadId: 'checkout',
  sentence: 'us-east-1 has been well for 4 m only, and 30 m are wanted.',
  runId: 'none',
} as const;

function home(id: string, begunAt: EpochMs, figures: DrillFigures): Drill {
  const healed = { ...withRun(brokenDrill(id, begunAt), figures), healedAt: begunAt + 400_000 };
  const returning = toPhase(healed, 'returning', begunAt + 401_000);
  const back = returning.workloads.map((each) => ({ ...each, homeRun: 'run-2' }));
  return concludeHome({ ...returning, workloads: back }, begunAt + 3_000_000);
}

function endedByOlga(id: string, begunAt: EpochMs): Drill {
  const healed = { ...brokenDrill(id, begunAt), healedAt: begunAt + 90_000 };
  const asked: Drill = {
    ...toPhase(healed, 'returning', begunAt + 91_000),
    endAsked: { by: 'olga', reason: 'A real incident has begun', at: begunAt + 80_000 },
  };
  const next = nextOfDrill(asked, begunAt + 92_000);
  if (next.does !== 'record') throw new Error('A healed drill that is to be ended ends.');
  return next.drill;
}

/** `leaving`: one waits for a person; `returning`: one waits for gates; `ended`: of each verdict one. */
export function sampleDrills(state: string, now: EpochMs): readonly Drill[] {
  const dayMs = 86_400_000;
  const ended = [
    home('d1', now - 3 * dayMs, proven),
    home('d2', now - 30 * dayMs, failed),
    home('d3', now - 60 * dayMs, unproven),
    refuseDrill(
      newDrill({ id: 'd4', region: 'eu-central-1', reason: 'Quarterly drill', askedBy: 'olga' }, now - 61 * dayMs),
      'EU accounts cannot be moved out of eu-central-1, and eu-central-1 is left alone.',
      now - 61 * dayMs,
    ),
    endedByOlga('d5', now - 62 * dayMs),
  ];
  if (state === 'leaving') {
    const drill = withRun(brokenDrill('d9', now - 95_000), 'not-yet');
    return [waiting(drill, [agree], now - 40_000), ...ended];
  }
  if (state === 'returning') {
    const healed = { ...withRun(brokenDrill('d9', now - 995_000), proven), healedAt: now - 500_000 };
    return [waiting(toPhase(healed, 'returning', now - 499_000), [gate], now - 498_000), ...ended];
  }
  return ended;
}
