import type { Drill, DrillWait, EngineDrilledWorkload } from '@/lib/domain/recovery/drill';
import type { Execution } from '@/lib/domain/recovery/execution';
import { beginMove, type Move } from '../../drill/begin-move';
import { findRun, findRunHome } from '../../drill/find-run';
import { isAway, leftBehindWords, moveHome, moveOut } from '../../drill/moves';
import { DrillRefused } from '../../drill/ports';
import { concludeHome, toPhase, waiting } from '../../rules/drill/course-of-drill';
import { waitOfRun } from '../../rules/drill/wait-of-run';
import { hasEnded } from '../../rules/execution/reading';
import type { ActPorts } from './drill-acts';

type Wait = Omit<DrillWait, 'since'>;

/** A workload after a look, and what it waits for; `none` where it is done here. */
interface Looked {
  readonly workload: EngineDrilledWorkload;
  readonly wait: Wait | 'none';
}

/** Begins the run of every workload once its gates are open, and waits for people and for the runs to end. */
export async function leaveAct(ports: ActPorts, drill: Drill): Promise<Drill> {
  const { failing } = await ports.fleet.status();
  const fails = failing.some(({ region }) => region === drill.region);
  const looked = await Promise.all(drill.workloads.map((each) => lookOut(ports, drill, each, fails)));
  return afterLooks(drill, looked, ports.now(), (next) => toPhase(next, 'judging', ports.now()));
}

/** Begins the run home of what is away, and waits for its gates, for people and for its end. */
export async function returnAct(ports: ActPorts, drill: Drill): Promise<Drill> {
  const looked = await Promise.all(drill.workloads.map((each) => lookHome(ports, drill, each)));
  return afterLooks(drill, looked, ports.now(), (next) => concludeHome(next, ports.now()));
}

function afterLooks(drill: Drill, looked: readonly Looked[], now: number, done: (drill: Drill) => Drill): Drill {
  const workloads = looked.map(({ workload }) => workload);
  const hasChanged = workloads.some((each, index) => each !== drill.workloads[index]);
  const next = hasChanged ? { ...drill, workloads } : drill;
  const waits = looked.flatMap(({ wait }) => (wait === 'none' ? [] : [wait]));
  return waits.length === 0 ? done(next) : waiting(next, waits, now);
}

async function lookOut(ports: ActPorts, drill: Drill, drilled: EngineDrilledWorkload, fails: boolean): Promise<Looked> {
  const found = drilled.outRun === 'not-yet' ? await findOut(ports, drill, drilled.id) : drilled.outRun;
  if (found === 'none') {
    if (fails) return begin(ports, drilled, moveOut(drill, drilled, {}), 'outRun');
    const sentence = `${drill.region} no longer fails: something else has ended its fault. End the drill.`;
    return { workload: drilled, wait: { workloadId: drilled.id, sentence, runId: 'none' } };
  }
  const workload = drilled.outRun === found ? drilled : { ...drilled, outRun: found };
  const run = await ports.product.execution(found);
  return { workload, wait: waitFor(drilled.id, found, run) };
}

/** The drill's own run, or one that a person has begun since the fault because it needed their word. */
async function findOut(ports: ActPorts, drill: Drill, workloadId: string): Promise<string | 'none'> {
  const own = await findRun(ports, drill, workloadId);
  if (own !== 'none') return own;
  const since = drill.faultAt === 'not-yet' ? Number.POSITIVE_INFINITY : drill.faultAt;
  const runs = await ports.product.executions(workloadId);
  const begun = runs.find(({ source, dryRun, createdAt }) => source === drill.region && !dryRun && createdAt >= since);
  return begun?.id ?? 'none';
}

async function lookHome(ports: ActPorts, drill: Drill, drilled: EngineDrilledWorkload): Promise<Looked> {
  const runs = await ports.product.executions(drilled.id);
  const isStillAway = isAway(runs, drilled.id, drill, ports.now());
  const run = newestHome(runs, drill);
  const homeRun = run === 'none' ? (isStillAway ? drilled.homeRun : ('not-needed' as const)) : run.id;
  const workload = drilled.homeRun === homeRun ? drilled : { ...drilled, homeRun };
  if (run !== 'none' && !hasEnded(run)) return { workload, wait: waitFor(drilled.id, run.id, run) };
  if (!isStillAway) return { workload, wait: 'none' };
  if (run === 'none') {
    const { figures } = drilled;
    const missing = figures === 'not-yet' ? 'unknown' : figures.lostWrites;
    const leftBehind = leftBehindWords(drill, missing, drilled.writes.length);
    return begin(ports, drilled, moveHome(drill, drilled, leftBehind, {}), 'homeRun');
  }
  const state = run.state.replaceAll('-', ' ');
  const sentence = `The run home has ended: ${state}, and ${drilled.id} is not home. Begin another one, or end the drill.`;
  return { workload, wait: { workloadId: drilled.id, sentence, runId: run.id } };
}

/** The drill's own run home, or one that a person has begun since the region was healed because it needed their word. */
function newestHome(runs: readonly Execution[], drill: Drill): Execution | 'none' {
  const { healedAt, region } = drill;
  const own = findRunHome(runs, drill);
  const since = healedAt === 'not-yet' ? Number.POSITIVE_INFINITY : healedAt;
  const newest = runs.find(
    ({ id, action, target, dryRun, createdAt }) =>
      (own !== 'none' && id === own.id) ||
      (action === 'failback' && target === region && !dryRun && createdAt >= since),
  );
  return newest ?? 'none';
}

/** Begins a move in the name of the drill's person where nothing stands in its way; else what does. */
async function begin(
  ports: ActPorts,
  drilled: EngineDrilledWorkload,
  move: Move,
  as: 'outRun' | 'homeRun',
): Promise<Looked> {
  const wait = (sentence: string): Looked => ({
    workload: drilled,
    wait: { workloadId: drilled.id, sentence, runId: 'none' },
  });
  if (!(await ports.stillOurs())) return wait('Another engine carries the drill on.');
  try {
    const begun = await beginMove(ports, move);
    if (begun.state === 'waits') return wait(begun.because === '' ? 'The gates are judged anew.' : begun.because);
    const wanted: Wait = { workloadId: drilled.id, sentence: 'The run has begun.', runId: begun.executionId };
    return { workload: { ...drilled, [as]: begun.executionId }, wait: wanted };
  } catch (error) {
    if (error instanceof DrillRefused) return wait(error.message);
    throw error;
  }
}

function waitFor(workloadId: string, runId: string, run: Execution | 'not-found'): Wait | 'none' {
  if (run === 'not-found') return { workloadId, sentence: 'The run is on no record any more. End the drill.', runId };
  return hasEnded(run) ? 'none' : { workloadId, sentence: waitOfRun(run), runId };
}
