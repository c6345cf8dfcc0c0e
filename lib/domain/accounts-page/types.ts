import type { ConsoleSource } from '../console-link/source';
import type { SourceEntity } from '../entities';
import type { AccountId, RegionCode } from '../fleet';
import type { FleetOverview } from '../overview/types';
import type { EpochMs } from '../time';
import type { FreshnessState } from '../vocabulary';

/** Who lets the console look where, computed from the entities alone. */
export interface AccountsPage {
  readonly overview: FleetOverview;
  readonly summary: { readonly worst: AccessState | 'none'; readonly sentence: string };
  /** Regions of the fleet that any account is asked in, in the order of their names. */
  readonly regions: readonly RegionCode[];
  readonly accounts: readonly AccountRow[];
  /** Every API of every place. */
  readonly sources: readonly SourceRow[];
  /** What would let the console look again, what helps most first. */
  readonly remedies: readonly Remedy[];
}

/** How the engine fares with an API, or the worst of a place; worst first. */
export const accessStates = [
  'denied',
  'credentials-expired',
  'clock-skewed',
  'region-not-enabled',
  'unreachable',
  'timed-out',
  'failed',
  'throttled',
  'not-asked-lately',
  'not-asked-yet',
  'no-support-plan',
  'answered',
] as const;
export type AccessState = (typeof accessStates)[number];

export interface AccountRow {
  readonly accountId: AccountId;
  /** Name in the fleet file; the id where it is not known. */
  readonly name: string;
  readonly workloadCount: number;
  /** By region; a region the account is not asked in has none. */
  readonly places: Readonly<Record<RegionCode, PlaceView>>;
  readonly worst: AccessState;
  readonly sentence: string;
  /** Since when it has not been whole; `none` while it is. */
  readonly since: EpochMs | 'none';
  /** The oldest answer of its sources. */
  readonly oldestAnswerAt: EpochMs | 'never';
  readonly remedyCount: number;
}

/** An account in a region. */
export interface PlaceView {
  readonly worst: AccessState;
  readonly asked: number;
  /** How many of them are in a state, by state. */
  readonly counts: Readonly<Partial<Record<AccessState, number>>>;
  readonly sentence: string;
}

export interface SourceRow {
  readonly source: SourceEntity;
  readonly accountName: string;
  readonly state: AccessState;
  readonly freshness: FreshnessState;
  /** Id of what would help; `none` where nothing is wrong or nothing needs doing. */
  readonly remedyId: string | 'none';
}

/** Something a person can do so that the console may look again. */
export interface Remedy {
  readonly id: string;
  readonly kind: 'allow' | 'let-in' | 'credentials' | 'clock' | 'enable-region' | 'support-plan';
  /** What to do, as a sentence. */
  readonly sentence: string;
  readonly accountId: AccountId;
  readonly accountName: string;
  /** ARN of the role it concerns, or what it is called where its ARN is not known; `none` where it concerns no role. */
  readonly role: string | 'none';
  readonly regions: readonly RegionCode[];
  readonly actions: readonly string[];
  /** Ready to paste: a policy document, with what it is for. Empty where no policy would help. */
  readonly documents: readonly { readonly title: string; readonly json: string }[];
  /** Page of the AWS console where it is done; `none` where it is done elsewhere. */
  readonly source: ConsoleSource | 'none';
  /** What else to know before doing it. */
  readonly notes: readonly string[];
  readonly since: EpochMs;
  /** How many sources would answer again. */
  readonly sourceCount: number;
}
