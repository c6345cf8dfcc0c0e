import { setTimeout as sleep } from 'node:timers/promises';
import type { Blocker, Decision, RankedTarget } from '@/lib/domain/recovery/decision';
import { formatDuration } from '@/lib/domain/wording/duration';
import { lossesToAcknowledge } from '@/lib/recovery/rules/acknowledged-losses';
import { regionToType } from '@/lib/recovery/rules/region-to-type';
import { type DrillPorts, DrillRefused } from './ports';

/** Wall milliseconds between two looks. */
const lookEveryMs = 500;

const hurried = 'It is a drill in a simulated fleet that was asked not to wait';

/** Gates that nothing but time clears, with the reason that is put on record for going on in spite of them. */
export const hurriedThrough = { 'region-not-stable': hurried, 'anti-flap': hurried } as const;

export interface Move {
  readonly workloadId: string;
  readonly source: string;
  /** Of the ways there are, the one that is meant. */
  readonly isWanted: (ranked: RankedTarget) => boolean;
  /** Kept in the record, with the name of who began it. */
  readonly reason: string;
  /** Unique for what is done by it: given again it begins nothing anew. */
  readonly key: string;
  /** Gates it goes on in spite of, each with the reason. */
  readonly inSpiteOf: Readonly<Partial<Record<Blocker['code'], string>>>;
}

/**
 * Waits until a move may begin, and begins it as a drill, with the figures acknowledged as they are at that moment. Says
 * what stands in the way, once for each.
 *
 * @throws DrillRefused where it may not begin in the time there is
 */
export async function beginRun(ports: DrillPorts, move: Move): Promise<string> {
  const { say, options } = ports;
  const deadline = await deadlineOf(ports);
  let told = '';
  for (;;) {
    const decision = await ports.product.decision(move.workloadId, move.source);
    const ranked = decision === 'not-found' ? undefined : decision.targets.find(move.isWanted);
    const inTheWay = decision === 'not-found' || ranked === undefined ? 'no way' : standing(decision, ranked, move);
    if (decision !== 'not-found' && ranked !== undefined && inTheWay === '') {
      const id = await tryToBegin(ports, move, decision, ranked);
      if (id !== 'not-yet') return id;
    } else if (inTheWay !== told) {
      say(
        `${move.workloadId} cannot leave ${move.source} yet: ${inTheWay === 'no way' ? 'no plan leads there' : inTheWay}`,
      );
      told = inTheWay;
    }
    if ((await ports.fleet.status()).now > deadline) {
      throw new DrillRefused(
        `${move.workloadId} may not leave ${move.source} within ${options.waitMinutes} m: ${told === '' ? 'the console refuses' : told}`,
      );
    }
    await sleep(lookEveryMs);
  }
}

/** When a command no longer waits; fleet time. */
export async function deadlineOf({ fleet, options }: Pick<DrillPorts, 'fleet' | 'options'>): Promise<number> {
  return (await fleet.status()).now + options.waitMinutes * 60_000;
}

function standing(decision: Decision, ranked: RankedTarget, move: Move): string {
  return [...decision.blockers, ...ranked.blockers]
    .filter((gate) => !gate.overridable || inSpiteReason(move, gate) === undefined)
    .map(({ sentence }) => `${sentence}.`)
    .join(' ');
}

async function tryToBegin(
  { product, say }: DrillPorts,
  move: Move,
  decision: Decision,
  ranked: RankedTarget,
): Promise<string | 'not-yet'> {
  const { workloadId, source } = move;
  const { planId, planVersion, mode, target, action, losses } = ranked;
  const asked = lossesToAcknowledge(losses);
  const overrides = [...decision.blockers, ...ranked.blockers].flatMap((gate) => {
    const { code, about } = gate;
    const reason = inSpiteReason(move, gate);
    return reason === undefined ? [] : [{ code, ...(about === undefined ? {} : { about }), reason }];
  });
  const answer = await product.start({
    idempotencyKey: move.key,
    workloadId,
    planId,
    planVersion,
    mode,
    source,
    target,
    drill: true,
    dryRun: false,
    reason: move.reason,
    typedRegion: regionToType({ action, source, target }),
    acknowledgedLoss: Object.fromEntries(asked.map(({ storeId, atMostSeconds }) => [storeId, atMostSeconds])),
    overrides,
  });
  if (!answer.ok) {
    // Figures and gates move on while they are read: it is judged anew. What nobody may do is not asked for again.
    if (['stale', 'blocked', 'another-run'].includes(answer.code)) return 'not-yet';
    throw new DrillRefused(`The console refuses to move ${workloadId}: ${answer.message}`);
  }
  for (const { storeId, fate, atMostSeconds } of asked) {
    const figure = atMostSeconds === 'unknown' ? 'an unknown time' : formatDuration(atMostSeconds);
    say(`Acknowledged: of ${storeId} at most ${figure} of writes is ${fate}.`);
  }
  for (const { code, reason } of overrides) say(`In spite of ${code}: ${reason}`);
  say(`A drill of ${workloadId} out of ${source} to ${target} has begun: ${product.addressOf(answer.executionId)}`);
  return answer.executionId;
}

/** Of what a run left behind a drill answers for snapshots alone: it knows what it wrote itself, and of nothing else. */
function inSpiteReason({ inSpiteOf }: Move, { code, about = '' }: Blocker): string | undefined {
  if (code === 'residue-open' && !about.startsWith('snapshot/')) return undefined;
  return inSpiteOf[code];
}
