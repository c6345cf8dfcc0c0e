import type { LinkEntity } from '@/lib/domain/entities';
import { markerEvidence, preferMarker } from '@/lib/domain/prefer-marker';
import type { EpochMs, Seconds } from '@/lib/domain/time';
import type { Frame } from '../harness/frame';
import { frameSeconds } from '../harness/frame';

/** What a link's loss is known from, with how far it may be behind the truth by its nature. */
export interface LinkEvidence {
  /** The link with the evidence that counts at the moment. */
  readonly link: LinkEntity;
  /**
   * Seconds by which live evidence may lag: its period, the time until it is published, and the poll. They are facts of
   * the world and of the console's rhythms, not what the console believes of them.
   */
  readonly delaySeconds: Seconds;
  /** Seconds that are added to what was measured, against us. */
  readonly addedSeconds: Seconds;
}

/** The simulated CloudWatch publishes a minute this long after its end, at the latest; DynamoDB's latency takes longest. */
const publishSeconds: Seconds = 90;
const publishLatencySeconds: Seconds = 120;
const minuteSeconds: Seconds = 60;
/** A MySQL replica may read 0 for a minute after a cut, so the console adds that minute. */
const replicaAddedSeconds: Seconds = 60;
/** Markers are written, and read, this often. */
export const markerSeconds: Seconds = 10;
/** What is asked for itself is as old as its rhythm, and live until the next but one answer is half due. */
const describeSeconds: Seconds = 30;
/** How long an answer may take. */
const answerSeconds: Seconds = 4;
/** A value stays live for half a period after the next one is due (design: live up to d + 1.5 c). */
const graceSeconds: Seconds = 30;
/** Frames are 2 s apart, and so are the samples of the truth. */
const stepsSeconds: Seconds = 2 * frameSeconds;

const known = new WeakMap<Frame, ReadonlyMap<string, LinkEvidence>>();

/** The evidence of a link; undefined for one that the console does not know. */
export function evidenceOf(linkId: string, frame: Frame): LinkEvidence | undefined {
  let all = known.get(frame);
  if (all === undefined) {
    const links = frame.entities.filter((one) => one.kind === 'link');
    all = new Map(links.map((link) => [link.id, readEvidence(link, frame)]));
    known.set(frame, all);
  }
  return all.get(linkId);
}

function readEvidence(entity: LinkEntity, { now, truth }: Frame): LinkEvidence {
  const link = preferMarker(entity, now);
  if (link.consistency === 'strong') {
    return { link, delaySeconds: 2 * describeSeconds + answerSeconds + stepsSeconds, addedSeconds: 0 };
  }
  if (link.lagEvidence.metric === markerEvidence) {
    return {
      link,
      delaySeconds: 2 * markerSeconds + answerSeconds + stepsSeconds,
      addedSeconds: 0,
    };
  }
  const published = link.storeKind === 'dynamodb-global-table' ? publishLatencySeconds : publishSeconds;
  // A value is dated at the start of its minute: that minute passes first, and another until the next value is out.
  const usual = 2 * minuteSeconds + published + minuteSeconds + graceSeconds + stepsSeconds;
  const late = lateSeconds(link, now, truth);
  return {
    link,
    delaySeconds: usual + late,
    addedSeconds: link.storeKind === 'rds-replica' && !link.lagEvidence.growsWhenIdle ? replicaAddedSeconds : 0,
  };
}

/** By how much AWS itself published later than usual, of anything that may still be the newest. */
function lateSeconds(link: LinkEntity, now: EpochMs, truth: Frame['truth']): Seconds {
  const lates = truth.faults().flatMap(({ fault, to }) => {
    if (fault.kind !== 'metrics-late' || ![link.source, link.target].includes(fault.region)) return [];
    const seconds = fault.minutes * minuteSeconds;
    const isOver = to !== 'now' && now - to > (seconds + 330) * 1000;
    return isOver ? [] : [seconds];
  });
  return Math.max(0, ...lates);
}
