import { type HeldFlip, heldFlipId, republishSeconds } from '@/lib/domain/recovery/held-flip';
import { endFlipAsRead, noteFlipPublished, noteFlipTrouble, readHeldFlips } from '@/lib/persistence/held-flips';
import { takeTurns } from '@/lib/persistence/take-turns';
import { wordsOfAct } from '../steps/call-records';
import { publishFlip } from '../steps/publish-flip';
import { usualLimits } from '../steps/step-kind';
import type { RunPorts } from './run-ports';

/** Wall seconds: another engine goes on well before a second period is over. */
const leaseSeconds = 15;
/** Fleet milliseconds between two looks, and how much earlier than a period a value may be published for it. */
const lookEveryMs = 5000;
/** Wall milliseconds between two looks, whatever the fleet's clock does. */
const shortestMs = 50;
const longestMs = 2000;

/**
 * Fleet milliseconds after which a check that is led back needs no more values: longer than a step looks. Where its standby
 * was silent the step is over by then, and nobody else would end it.
 */
const homeAfterMs = 900_000;

type FlipPorts = Pick<RunPorts, 'store' | 'edge' | 'clock' | 'log' | 'engineId' | 'stopping' | 'limits'>;

/**
 * Publishes what holds health checks every minute until a step ends it: one engine of those that share a store does, by a
 * lease, and whichever is there goes on where another was killed. What could not be published is tried again within seconds.
 */
export function holdFlips(ports: FlipPorts): { readonly ended: Promise<void> } {
  const { store, clock } = ports;
  const inTrouble = new Set<string>();
  const rules = {
    leaseName: 'held-flips',
    leaseSeconds,
    pauseMs: () => Math.min(longestMs, Math.max(shortestMs, clock.toWallMs(lookEveryMs))),
    trouble: 'What holds health checks cannot be read or noted now; tried again.',
  };
  return takeTurns(ports, rules, async (hold) => {
    if (!(await hold())) return;
    const due = (await readHeldFlips(store)).filter(
      ({ publishedAt }) => clock.now() - publishedAt >= republishSeconds * 1000 - lookEveryMs,
    );
    await Promise.all(due.map((held) => publishOne(held, ports, { inTrouble, hold })));
  });
}

interface Publishing {
  readonly inTrouble: Set<string>;
  readonly hold: () => Promise<boolean>;
}

async function publishOne(held: HeldFlip, ports: FlipPorts, { inTrouble, hold }: Publishing): Promise<void> {
  const { store, edge, clock, log, limits = usualLimits } = ports;
  const id = heldFlipId(held.flip);
  const leave = async () => ((await hold()) ? ('yes' as const) : 'another engine publishes it');
  const answer = await publishFlip({ ...edge, mayAct: leave }, { deadlineMs: limits.actMs }, held.flip);
  if (answer.state === 'accepted') {
    if (inTrouble.delete(id)) log.info({ healthCheck: id }, 'A health check is held again.');
    const isHome = held.flip.to === 'back' && clock.now() - held.since > homeAfterMs;
    return isHome ? endFlipAsRead(store, held) : noteFlipPublished(store, held, clock.now());
  }
  const trouble = wordsOfAct(answer);
  if (!inTrouble.has(id)) log.error({ healthCheck: id, trouble }, 'What holds a health check was not published.');
  inTrouble.add(id);
  await noteFlipTrouble(store, held, trouble, clock.now());
}
