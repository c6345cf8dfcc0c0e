import type { ConsoleSource } from '../console-link/source';
import type { AccountId, RegionCode, WorkloadId } from '../fleet';
import type { EpochMs } from '../time';
import type { Severity } from '../vocabulary';

/** What an event is, in the order in which a person picks them. */
export const eventKinds = ['finding', 'alarm', 'health', 'planned-work', 'run', 'acknowledgement'] as const;
export type EventKind = (typeof eventKinds)[number];

/** Which record an event is from; part of its id, and of the order of events of one moment. */
export const eventSources = ['acknowledgement', 'alarm', 'finding', 'fleet-file', 'health', 'run'] as const;
export type EventSource = (typeof eventSources)[number];

/** Where to look further; regions, workloads and accounts are named by the event itself. */
export type EventLink =
  | { readonly to: 'finding'; readonly id: string }
  | { readonly to: 'run'; readonly id: string }
  | { readonly to: 'aws'; readonly source: ConsoleSource };

/** Something that happened to the fleet, or was done to it: one line of the timeline. */
export interface TimelineEvent {
  /** `${source}/${at}/${key}`: with it the page after this event is asked for. */
  readonly id: string;
  readonly source: EventSource;
  /** Unique within its source and moment. */
  readonly key: string;
  /** Fleet time at which it began. */
  readonly at: EpochMs;
  /** `seen-first`: when it began is not known; `at` is when it was there first. */
  readonly begins: 'known' | 'seen-first';
  /** When it ended; `moment` for what has no length; `unknown` where it is over, or will be, and nobody says when. */
  readonly until: EpochMs | 'open' | 'unknown' | 'moment';
  readonly kind: EventKind;
  readonly severity: Severity;
  readonly accountId: AccountId | 'none';
  readonly region: RegionCode | 'none';
  /** A run concerns two regions. */
  readonly otherRegion: RegionCode | 'none';
  readonly workloadId: WorkloadId | 'none';
  /** What happened, for a person. Text of AWS and of people is untrusted and shown as text only. */
  readonly sentence: string;
  /** A second line: evidence, reasons; empty where there is none. */
  readonly detail: string;
  readonly links: readonly EventLink[];
}

/** The parts of an event from which its id follows. */
type Identity = Pick<TimelineEvent, 'source' | 'at' | 'key'>;

export function toEventId({ source, at, key }: Identity): string {
  return `${source}/${at}/${key}`;
}

/** What `toEventId` wrote; `invalid` for anything else. */
export function parseEventId(id: string): Identity | 'invalid' {
  const [, name, moment, key] = /^([a-z-]+)\/(\d{1,16}(?:\.\d{1,30})?)\/(.+)$/s.exec(id) ?? [];
  const source = eventSources.find((one) => one === name);
  const at = Number(moment);
  if (source === undefined || key === undefined || !Number.isFinite(at)) return 'invalid';
  return { source, at, key };
}

/** An event with its id; `otherRegion` and `links` only where there are some. */
export function toEvent(
  parts: Omit<TimelineEvent, 'id' | 'otherRegion' | 'links' | 'detail'> &
    Partial<Pick<TimelineEvent, 'otherRegion' | 'links' | 'detail'>>,
): TimelineEvent {
  return { otherRegion: 'none', links: [], detail: '', ...parts, id: toEventId(parts) };
}
