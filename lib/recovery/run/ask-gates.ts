import type { Entity } from '@/lib/domain/entities';
import type { Blocker } from '@/lib/domain/recovery/decision';
import type { Execution } from '@/lib/domain/recovery/execution';
import { settledMs } from '@/lib/domain/recovery/way-home';
import { readEntities } from '@/lib/persistence/entities';
import { readExecutionsForRules } from '@/lib/persistence/executions';
import { blockersOfRun } from '../rules/decide/decide-for-run';
import type { RunPorts } from './run-ports';

/** Gates that are closed for want of evidence, which comes by itself: an engine that has just been started asks anew. */
const forWantOfEvidence: readonly Blocker['code'][] = [
  'engine-silent',
  'source-unknown',
  // Of a graceful move: it was well when the run began, and is not seen to be so now.
  'source-not-healthy',
  'one-vantage-only',
  'target-unknown',
  'capacity-unknown',
  'replication-not-ready',
  'loss-unknown',
];

/** Fleet milliseconds for which evidence is waited for before a gate counts as closed. */
const patienceMs = 100_000;
const askAgainMs = 2000;

/**
 * Asks every gate of a run anew, by what is in the store now. Gates that only lack evidence are asked again for
 * a while: whoever collects it may have been started anew a moment ago. What stands for any other reason stands at once.
 */
export async function askGates(
  ports: Pick<RunPorts, 'store' | 'clock'>,
  run: Execution,
  pause: (fleetMs: number) => Promise<void>,
): Promise<readonly Blocker[]> {
  for (const until = ports.clock.now() + patienceMs; ; await pause(askAgainMs)) {
    const blockers = await askOnce(ports, run);
    // While nothing is collected the other gates are asked of what is old.
    const isBlind = blockers.some(({ code }) => code === 'engine-silent');
    const isPatient =
      isBlind || (blockers.length > 0 && blockers.every(({ code }) => forWantOfEvidence.includes(code)));
    if (!isPatient || ports.clock.now() >= until) return blockers;
  }
}

async function askOnce({ store, clock }: Pick<RunPorts, 'store' | 'clock'>, run: Execution) {
  const [entities, runs] = await Promise.all([readAll(store), readExecutionsForRules(store, clock.now() - settledMs)]);
  return blockersOfRun(run, { entities, ...runs }, clock.now());
}

async function readAll(store: RunPorts['store']): Promise<readonly Entity[]> {
  const { entities } = await readEntities(store);
  return entities.map(({ entity }) => entity);
}
