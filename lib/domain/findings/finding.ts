import type { FindingEntity } from '../entities';
import type { FleetEvidence } from '../fleet-evidence';
import type { FleetOverview } from '../overview/types';
import type { EpochMs } from '../time';

/** What every finding rule looks at: the evidence, and what the overview makes of it at `now`. */
export interface FindingContext {
  readonly evidence: FleetEvidence;
  readonly overview: FleetOverview;
  readonly now: EpochMs;
}

/** What a finding gets from its history and not from its rule. */
type Carried = 'clearingSince' | 'openedAt' | 'worstSeverity' | 'unconfirmedSince';

/** A rule that holds, before it has an identity and a history. `since` is the evidence's own date, or `now`. */
export interface FindingDraft extends Omit<FindingEntity, 'kind' | 'id' | 'seenAt' | Carried> {
  /** What it is about; unique within its code. */
  readonly subject: string;
}

/** One family of rules. Pure; adding a family is one file and one line in the list of them. */
export type FindingRule = (context: FindingContext) => readonly FindingDraft[];

/** Labels of a finding that concerns no account, region or workload in particular; spread and overwrite. */
export const unlabelled = { accountId: 'none', region: 'none', workloadId: 'none' } as const;

export function toFinding({ subject, ...draft }: FindingDraft, now: EpochMs): FindingEntity {
  return { kind: 'finding', id: `${draft.code}:${subject}`, ...draft, seenAt: now };
}

/** What a finding is about, as its rule named it. */
export function subjectOf({ id, code }: Pick<FindingEntity, 'id' | 'code'>): string {
  return id.slice(code.length + 1);
}

/** Regions whose own trouble explains what is seen at their endpoints, links and sources; said once, with the region. */
export function darkRegions({ overview }: FindingContext): ReadonlySet<string> {
  return new Set(overview.regions.filter(({ reach }) => reach === 'dark').map(({ code }) => code));
}

/** The date the evidence gives, or the moment of looking where it gives none. */
export function sinceOr(since: EpochMs | 'unknown', now: EpochMs): EpochMs {
  return since === 'unknown' ? now : Math.min(since, now);
}
