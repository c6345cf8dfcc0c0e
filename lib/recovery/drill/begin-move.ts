import type { Blocker, Decision, RankedTarget } from '@/lib/domain/recovery/decision';
import { formatDuration } from '@/lib/domain/wording/duration';
import { lossesToAcknowledge } from '../rules/acknowledged-losses';
import { regionToType } from '../rules/region-to-type';
import { type DrillPorts, DrillRefused } from './ports';

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

/** What became of the attempt to begin a move; `waits` with what stands in its way, empty where it is judged anew. */
export type Begun =
  | { readonly state: 'begun'; readonly executionId: string }
  | { readonly state: 'waits'; readonly because: string };

/**
 * Begins a move as a drill where nothing stands in its way now, with the figures acknowledged as they are at that moment.
 *
 * @throws DrillRefused where the console refuses for a reason that no waiting clears
 */
export async function beginMove(ports: Pick<DrillPorts, 'product' | 'say'>, move: Move): Promise<Begun> {
  const decision = await ports.product.decision(move.workloadId, move.source);
  const ranked = decision === 'not-found' ? undefined : decision.targets.find(move.isWanted);
  if (decision === 'not-found' || ranked === undefined) return { state: 'waits', because: 'no plan leads there' };
  const because = standing(decision, ranked, move);
  return because === '' ? start(ports, move, decision, ranked) : { state: 'waits', because };
}

function standing(decision: Decision, ranked: RankedTarget, move: Move): string {
  return [...decision.blockers, ...ranked.blockers]
    .filter((gate) => !gate.overridable || inSpiteReason(move, gate) === undefined)
    .map(({ sentence }) => `${sentence}.`)
    .join(' ');
}

async function start(
  { product, say }: Pick<DrillPorts, 'product' | 'say'>,
  move: Move,
  decision: Decision,
  ranked: RankedTarget,
): Promise<Begun> {
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
    if (['stale', 'blocked', 'another-run'].includes(answer.code)) return { state: 'waits', because: '' };
    throw new DrillRefused(`The console refuses to move ${workloadId}: ${answer.message}`);
  }
  for (const { storeId, fate, atMostSeconds } of asked) {
    const figure = atMostSeconds === 'unknown' ? 'an unknown time' : formatDuration(atMostSeconds);
    say(`Acknowledged: of ${storeId} at most ${figure} of writes is ${fate}.`);
  }
  for (const { code, reason } of overrides) say(`In spite of ${code}: ${reason}`);
  say(`A drill of ${workloadId} out of ${source} to ${target} has begun: ${product.addressOf(answer.executionId)}`);
  return { state: 'begun', executionId: answer.executionId };
}

/** Of what a run left behind a drill answers for snapshots alone: it knows what it wrote itself, and of nothing else. */
function inSpiteReason({ inSpiteOf }: Move, { code, about = '' }: Blocker): string | undefined {
  if (code === 'residue-open' && !about.startsWith('snapshot/')) return undefined;
  return inSpiteOf[code];
}
