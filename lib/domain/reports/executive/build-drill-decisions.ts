import { isProtectedTier, type RegionCode } from '../../fleet';
import type { LossEvidence } from '../../recovery/recovery-time-evidence';
import { formatCount, formatList } from '../../wording/list';
import { formatDayOfMonth } from '../../wording/month';
import { isTooOld, newestResult } from './build-recovery-time';
import { ownerOf } from './build-risks';
import type { JudgedWorkload } from './build-workloads';
import type { DecisionGrounds } from './decision-grounds';
import { daysToEnd, type ReportFrame } from './frame';
import type { GatherableDecision } from './gather-decisions';

/** A region whose loss nothing proves, and why. */
interface Unproven {
  readonly region: RegionCode;
  readonly why: 'never' | 'without-proof' | 'too-old';
  readonly because: string;
}

/** Losses of regions under protected tiers that nothing proves: never drilled, drilled without proof, or too long ago. */
export function askForDrills({ workloads, frame }: DecisionGrounds): readonly GatherableDecision[] {
  return workloads
    .filter(({ workload }) => isProtectedTier(workload))
    .flatMap((judged): readonly GatherableDecision[] => {
      const unproven = listUnproven(judged, frame);
      if (unproven.length === 0) return [];
      const { id, name } = judged.workload;
      const isRenewal = unproven.every(({ why }) => why === 'too-old');
      const order = `${isRenewal ? 'Renew the' : unproven.length === 1 ? 'Order a' : 'Order'} ${unproven.length === 1 ? 'drill' : 'drills'}`;
      return [
        {
          kind: isRenewal ? 'renew-drill' : 'order-drill',
          ask: `${order} of the loss of ${formatList(unproven.map(({ region }) => region))} for ${name}`,
          because: [...new Set(unproven.map(({ because }) => because))].join('; '),
          owner: ownerOf(judged.workload),
          workloadId: id,
          name,
        },
      ];
    });
}

function listUnproven({ recoveryTime }: JudgedWorkload, frame: ReportFrame): readonly Unproven[] {
  return recoveryTime.losses.flatMap((loss) => toUnproven(loss, recoveryTime.freshDays, frame));
}

function toUnproven(loss: LossEvidence, freshDays: number, frame: ReportFrame): readonly Unproven[] {
  const { region } = loss;
  const newest = newestResult(loss);
  if (newest === 'none') return [{ region, why: 'never', because: 'no drill or recovery is on record' }];
  const at = new Date(newest.at).toISOString().slice(0, 10);
  const last = `the last ${newest.by} out of ${region}, of ${formatDayOfMonth(at)} ${at.slice(0, 4)}`;
  if (isTooOld(newest, freshDays, frame)) {
    const age = formatCount(daysToEnd(newest.at, frame), 'day');
    const because = `${last}, was ${age} old at the end of the period and proves nothing after ${freshDays}`;
    return [{ region, why: 'too-old', because }];
  }
  // Of one that took too long without an end the breach is to be mended first.
  if (newest.isProven || loss.state === 'breached') return [];
  return [{ region, why: 'without-proof', because: `${last}, ended without proof that users were served` }];
}

/** Whether a drill is asked for, which is what measures the recovery time. */
export function wantsDrill(judged: JudgedWorkload, frame: ReportFrame): boolean {
  return isProtectedTier(judged.workload) && listUnproven(judged, frame).length > 0;
}
