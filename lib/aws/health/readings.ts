import type { RegionCode } from '../../domain/fleet';
import type { EpochMs } from '../../domain/time';

/** What AWS says about itself. Closed events are part of it for a while, so that an end is seen. */
export interface HealthEventReading {
  readonly arn: string;
  /** `global` for services without a region. */
  readonly region: RegionCode | 'global';
  readonly service: string;
  readonly typeCode: string;
  readonly category: 'issue' | 'accountNotification' | 'scheduledChange' | 'investigation';
  readonly status: 'open' | 'closed' | 'upcoming';
  readonly startedAt: EpochMs;
  readonly endedAt: EpochMs | 'none';
  readonly updatedAt: EpochMs;
  /** Free text from AWS: untrusted, shown as text only. Empty where AWS gave none. */
  readonly description: string;
}

export interface HealthEventsAsked {
  /** Fleet time: closed events updated since then are included. */
  readonly closedSince: EpochMs;
  /** Only these regions (and `global`, always); every region when absent. */
  readonly regions?: readonly RegionCode[];
}
