import { acceptedAct } from '@/lib/audit/build-audit-entry';
import type { Drill, DrillPhase } from '@/lib/domain/recovery/drill';
import { appendAudit } from '@/lib/persistence/audit';
import { findLiveDrill, type StoredDrill, saveDrill } from '@/lib/persistence/drills';
import { inTransaction } from '@/lib/persistence/transaction';
import { DrillRefused } from '../../drill/ports';
import { type DrillAct, mayStillFail, nextOfDrill, refuseDrill, waiting } from '../../rules/drill/course-of-drill';
import type { RunPorts } from '../run-ports';
import { type ActPorts, breakAct, healAct, judgeAct, planAct, writeAct } from './drill-acts';
import { leaveAct, returnAct } from './drill-moves';

type Act = (ports: ActPorts, drill: Drill) => Promise<Drill>;

const acts: Readonly<Record<DrillAct, Act>> = {
  plan: planAct,
  write: writeAct,
  break: breakAct,
  leave: leaveAct,
  judge: judgeAct,
  heal: healAct,
  return: returnAct,
};

type Writing = Pick<RunPorts, 'store' | 'clock' | 'log' | 'engineId'>;

/**
 * Takes a drill one record further: does what its phase is for, and writes down what became of it. `moved` where there is
 * more to do at once; `waits` where somebody else, or time, has to do something first.
 */
export async function advanceDrill(writing: Writing, ports: ActPorts, stored: StoredDrill): Promise<'moved' | 'waits'> {
  const { drill, revision } = stored;
  const next = nextOfDrill(drill, ports.now());
  if (next.does === 'nothing') return 'waits';
  const after = next.does === 'record' ? next.drill : await doAct(ports, drill, next.does);
  if (after === drill) return 'waits';
  const saved = await save(writing, revision, drill, after);
  if (saved === 'lost' && next.does === 'break') await undoLateFault(writing, ports, drill);
  return saved === 'saved' && after.phase !== drill.phase ? 'moved' : 'waits';
}

/** What cannot be done ends a drill that has broken nothing, and holds one up that has. */
async function doAct(ports: ActPorts, drill: Drill, act: DrillAct): Promise<Drill> {
  try {
    return await acts[act](ports, drill);
  } catch (error) {
    if (!(error instanceof DrillRefused)) throw error;
    if (!mayStillFail(drill) && drill.faultAt === 'not-yet') return refuseDrill(drill, error.message, ports.now());
    return waiting(drill, [{ workloadId: 'none', sentence: error.message, runId: 'none' }], ports.now());
  }
}

async function save(
  { store, clock, engineId }: Writing,
  revision: number,
  before: Drill,
  after: Drill,
): Promise<'saved' | 'lost'> {
  const isTurn = after.phase !== before.phase;
  return inTransaction(store, async (tx) => {
    if (isTurn) await appendAudit(tx, entryOf(after, engineId, clock.now()));
    const saved = await saveDrill(tx, revision, after);
    if (saved === 'lost') throw new Lost();
    return saved;
  }).catch((error: unknown) => {
    if (error instanceof Lost) return 'lost';
    throw error;
  });
}

/** Another engine has written the drill since: nothing of this is kept. */
class Lost extends Error {
  override readonly name = 'Lost';
}

const verbs: Readonly<Record<DrillPhase, string>> = {
  asked: 'drill-judge-anew',
  writing: 'drill-write',
  breaking: 'drill-break',
  leaving: 'drill-leave',
  judging: 'drill-judge',
  healing: 'drill-heal',
  returning: 'drill-return',
  ended: 'drill-ended',
};

function entryOf({ id, region, phase, faultAt, verdict, sentences }: Drill, engineId: string, at: number) {
  return acceptedAct({
    actor: { name: engineId, role: 'engine' },
    action: verbs[phase],
    target: region,
    at,
    details: {
      drill: true,
      drillId: id,
      faultAt: faultAt === 'not-yet' ? undefined : faultAt,
      verdict: verdict === 'not-yet' ? undefined : verdict,
      because: sentences.join(' ') || undefined,
    },
  });
}

/**
 * An engine that stood still may begin the fault after another one has ended the drill: who finds out that it has lost the
 * drill takes its own act back.
 */
async function undoLateFault({ store, log }: Writing, ports: ActPorts, { id, region }: Drill): Promise<void> {
  const live = await findLiveDrill(store.db);
  const wantsIt = live !== 'none' && live.drill.region === region && mayStillFail(live.drill);
  if (wantsIt && live.drill.phase !== 'healing') return;
  await ports.fleet.heal(region);
  log.warn({ drill: id, region }, 'A fault came after its drill had gone on, and is healed.');
}
