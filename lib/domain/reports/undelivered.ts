import type { EpochMs } from '../time';
import type { DeliveryPart, DeliveryState, Destination } from './delivery';
import type { DeliveryTrouble } from './delivery-rules';

/** A report that a place which is declared does not have, or has without its PDF; as it is written down. */
export interface UndeliveredReport extends DeliveryTrouble {
  readonly deliveryId: string;
  readonly destination: Destination;
  /** Since when the fleet file has named the place. */
  readonly declaredAt: EpochMs;
  /** Whether the delivery asks for a PDF. */
  readonly wantsPdf: boolean;
  readonly month: string;
  readonly part: DeliveryPart;
  readonly state: Exclude<DeliveryState, 'delivered'>;
  readonly dueAt: EpochMs;
  /** When the last attempt ended. */
  readonly triedAt: EpochMs | 'never';
  readonly attempts: number;
  readonly nextAttemptAt: EpochMs | 'none';
  /** What became of the last attempt and what to do, whole sentences; empty before the first. */
  readonly sentence: string;
  /** What is there all the same: names of files, keys of objects or addresses that were taken. */
  readonly handed: readonly string[];
}

/**
 * Fleet milliseconds for which what may pass by itself is left to pass. Seven attempts are made in an hour and a little more;
 * a server that is begun anew and a network that breaks for a while are back by then, and a monthly report is not needed sooner.
 */
export const patienceMs = 3_600_000;

/** Since when a report is missing at its place: the first attempt that failed there, else since it was due. */
export function missingSince(report: UndeliveredReport): EpochMs {
  const { dueAt, failingSince, declaredAt } = report;
  return Math.max(declaredAt, isTried(report) && failingSince !== 'never' ? failingSince : dueAt);
}

/**
 * Whether people are to be told that a report is not at its place: at once where only a person mends it, and where it was
 * given up; otherwise when it has been missing for an hour, tried or not.
 */
export function isToBeSaid(report: UndeliveredReport, now: EpochMs): boolean {
  if (report.state === 'given-up') return true;
  return (isTried(report) && report.needsPerson) || now - missingSince(report) >= patienceMs;
}

/** An attempt from before the place was declared anew says nothing of it. */
export function isTried({ triedAt, declaredAt }: UndeliveredReport): boolean {
  return triedAt !== 'never' && triedAt >= declaredAt;
}
