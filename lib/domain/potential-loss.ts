import type { LinkEntity } from './entities';
import { ageSeconds, freshnessOf, isCurrent } from './freshness';
import { answeringEnds, type LinkEnds } from './link-ends';
import type { Observed } from './observation';
import { formatMissingReason, newestValue } from './observe';
import type { PotentialDataLoss } from './overview/types';
import type { EpochMs, Seconds } from './time';
import type { FreshnessState } from './vocabulary';

/**
 * What would be lost at the target of a link if the source went away at `now`: two figures, never one.
 *
 * `measured` is the lag with its date. `at most` runs from the recovery point (measured-at − lag) to the write horizon:
 * `now`, or the moment writes were proven stopped. Nothing but such a proof stops it growing; silence proves nothing.
 * While a copy rebuilds or waits for resync there is no recovery point and no bound. Never mixed with outage duration.
 */
export function potentialLossOf(link: LinkEntity, now: EpochMs, ends: LinkEnds = answeringEnds): PotentialDataLoss {
  const estimate = link.consistency === 'eventual' && link.lagEvidence.quality === 'estimate';
  const lag = newestLag(link);
  const void_ = voidReason(link);
  if (void_ !== 'none') return unbounded(void_, estimate);
  if (lag === 'none') return unbounded(noLagReason(link), estimate);

  const recoveryPointAt = lag.measuredAt - lag.value * 1000;
  if (link.writesStoppedAt !== 'unproven') {
    const seconds = Math.max(0, (link.writesStoppedAt - recoveryPointAt) / 1000);
    // A lag measured after the last write counts no write that was never made.
    const measured = Math.min(lag.value, seconds);
    return {
      measured: { state: 'known', seconds: measured, measuredAt: lag.measuredAt },
      atMost: { state: 'fixed', seconds },
      estimate,
      recoveryPointAt,
    };
  }
  return {
    measured: { state: 'known', seconds: lag.value, measuredAt: lag.measuredAt },
    atMost: {
      state: 'growing',
      seconds: lag.value + ageSeconds(lag.measuredAt, now),
      ifStillWriting: !seesWrites(link, now, ends),
    },
    estimate,
    recoveryPointAt,
  };
}

/**
 * The newest lag that is one: finite and not negative (−1 is how some engines say "not replicating"). A strongly
 * consistent store acknowledges no write before a second region has it: its lag is 0 by design, dated by the newest
 * proof that its copies are active.
 */
export function newestLag(link: LinkEntity): Observed<Seconds> | 'none' {
  if (link.consistency === 'strong') {
    const copy = newestValue(link.copyState);
    return copy === 'none' || copy.value !== 'replicating' ? 'none' : { ...copy, value: 0 };
  }
  const lag = newestValue(link.lag);
  return lag !== 'none' && Number.isFinite(lag.value) && lag.value >= 0 ? lag : 'none';
}

/** Freshness of what the lag rests on: the metric, or for a strongly consistent store the state of its copies. */
export function lagFreshness(link: LinkEntity, now: EpochMs): FreshnessState {
  if (link.consistency === 'strong') return freshnessOf(link.copyState, link.copyStateCadence, now);
  return freshnessOf(link.lag, link.lagCadence, now);
}

/** Whether writes at the source are being seen now: a current rate above zero from a region that answers. */
function seesWrites(link: LinkEntity, now: EpochMs, ends: LinkEnds): boolean {
  const { writesPerSecond: writes } = link;
  if (ends.source.state === 'dark' || !isCurrent(writes, link.writesCadence, now)) return false;
  return writes.state === 'observed' && writes.value > 0;
}

function voidReason(link: LinkEntity): string | 'none' {
  const copy = newestValue(link.copyState);
  if (copy === 'none') return 'none';
  if (copy.value === 'rebuilding') return `the copy in ${link.target} is rebuilding`;
  return copy.value === 'pending-resync' ? `the copy in ${link.target} waits for resync` : 'none';
}

function noLagReason(link: LinkEntity): string {
  if (link.lag.state === 'missing' && link.lag.reason === 'not-enabled') return formatMissingReason(link.lag.reason);
  if (link.lag.state === 'missing') return `no lag measured yet: ${formatMissingReason(link.lag.reason)}`;
  return 'the source gives no usable lag';
}

function unbounded(reason: string, estimate: boolean): PotentialDataLoss {
  return {
    measured: { state: 'not-measured', reason },
    atMost: { state: 'unbounded', reason },
    estimate,
    recoveryPointAt: 'void',
  };
}
