import { acceptedAct } from '@/lib/audit/build-audit-entry';
import type { Drill } from '@/lib/domain/recovery/drill';
import { appendAudit } from '@/lib/persistence/audit';
import { findLiveDrill, type StoredDrill, saveDrill } from '@/lib/persistence/drills';
import { takeTurns } from '@/lib/persistence/take-turns';
import { inTransaction } from '@/lib/persistence/transaction';
import { connectFleet } from '../../drill/connect-fleet';
import { refuseDrill } from '../../rules/drill/course-of-drill';
import type { RunPorts } from '../run-ports';
import { advanceDrill } from './advance-drill';
import { engineProduct } from './engine-product';

const rules = {
  leaseName: 'drills',
  leaseSeconds: 15,
  pauseMs: () => 1000,
  trouble: 'A drill cannot be carried on now; tried again.',
};
/** Wall milliseconds between two renewals while an act takes long. */
const renewMs = 4000;

type DrillRunPorts = Pick<RunPorts, 'store' | 'clock' | 'log' | 'engineId' | 'stopping' | 'prober'>;

/**
 * Carries out the drill that somebody has asked for: one engine of those that share the store does, by a lease, and
 * whichever is there goes on where another was killed, by the row alone. `controlUrl` is where the simulated fleet is told
 * to fail; `none` where the fleet is AWS, which nobody tells: a drill that is asked for there is refused.
 */
export function carryOutDrills(ports: DrillRunPorts, controlUrl: string | 'none'): { readonly ended: Promise<void> } {
  const { store, stopping } = ports;
  return takeTurns(ports, rules, async (hold) => {
    // Most of the time there is none, and nothing is written for that.
    while (!stopping.aborted && (await findLiveDrill(store.db)) !== 'none' && (await hold())) {
      const stored = await findLiveDrill(store.db);
      if (stored === 'none') return;
      if ((await goOn(ports, stored, { controlUrl, hold })) === 'waits') return;
    }
  });
}

interface DrillTurn {
  readonly controlUrl: string | 'none';
  readonly hold: () => Promise<boolean>;
}

async function goOn(
  ports: DrillRunPorts,
  stored: StoredDrill,
  { controlUrl, hold }: DrillTurn,
): Promise<'moved' | 'waits'> {
  const { clock, prober, log } = ports;
  if (controlUrl === 'none') return refuse(ports, stored);
  const stillOurs = async () => {
    if (!(await hold())) return false;
    const now = await findLiveDrill(ports.store.db);
    return now !== 'none' && now.drill.id === stored.drill.id && now.revision === stored.revision;
  };
  const act = {
    product: engineProduct(ports, stored),
    fleet: connectFleet(controlUrl),
    prober,
    say: (sentence: string) => log.info({ drill: stored.drill.id }, sentence),
    now: () => clock.now(),
    stillOurs,
  };
  // An act may take longer than the lease: it is kept meanwhile, and what is lost all the same is found out by the row.
  const renewing = setInterval(() => void hold().catch(() => 'the next look says it'), renewMs);
  try {
    return await advanceDrill(ports, act, stored);
  } finally {
    clearInterval(renewing);
  }
}

/** AWS has no API by which a region fails: nothing was done, and nothing will be. */
async function refuse({ store, clock, engineId }: DrillRunPorts, stored: StoredDrill): Promise<'waits'> {
  const now = clock.now();
  const sentence = 'This console watches AWS itself, and only a simulated fleet is made to fail.';
  const refused: Drill = refuseDrill({ ...stored.drill, faultIntendedAt: 'not-yet' }, sentence, now);
  const details = { drill: true, drillId: stored.drill.id, verdict: 'refused', because: sentence };
  const actor = { name: engineId, role: 'engine' };
  await inTransaction(store, async (tx) => {
    await appendAudit(tx, acceptedAct({ actor, action: 'drill-ended', target: stored.drill.region, at: now, details }));
    await saveDrill(tx, stored.revision, refused);
  });
  return 'waits';
}
