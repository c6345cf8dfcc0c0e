import { executiveReportId } from '../reports/executive/reading';
import type { Scope } from '../scope';
import type { EpochMs } from '../time';

/** What a read-only link can open. */
export const openedKinds = ['wall', 'report'] as const;
export type OpenedKind = (typeof openedKinds)[number];

/** One screen that a read-only link opens, by kind and id. */
export interface Opened {
  readonly opens: OpenedKind;
  readonly id: string;
}

/**
 * What can be read through read-only links at all; whatever is not named here is closed to them. Series are not: to look
 * at one makes the engine ask AWS for it, which costs money.
 */
export const linkReads = ['fleet', 'stream', 'acknowledgements', 'executive-report'] as const;
export type LinkRead = (typeof linkReads)[number];

const readsOf: Readonly<Record<OpenedKind, readonly LinkRead[]>> = {
  wall: ['fleet', 'stream', 'acknowledgements'],
  // A report is one page, and all that is on it comes with it, also as files and of other months.
  report: ['executive-report'],
};

/** Whether a screen of a kind needs a reading: a link to it opens that, and nothing else. */
export function needsReading(opens: OpenedKind, read: LinkRead): boolean {
  return readsOf[opens].includes(read);
}

/** Ids of screens as they stand in addresses. */
export const openedIdPattern = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** Reports there are, by their id. Walls are declared in the fleet file, which may come later than a link to one. */
export const openedReports = [executiveReportId] as const;

/** Whether a link can open a screen: any wall, and the reports there are. */
export function canBeOpened({ opens, id }: Opened): boolean {
  return openedIdPattern.test(id) && (opens === 'wall' || openedReports.some((report) => report === id));
}

/** Days a link lasts: a year at the most, since a screen that nobody looks after must go dark one day. */
export const lifetimeDays = { shortest: 1, usual: 30, longest: 365 } as const;

/** Ended links stay listed so long, in days: who asks what became of a link finds it. */
export const listedDaysAfterEnd = 30;

/**
 * A read-only link: whoever holds its token may look at one screen without signing in. The token itself is kept nowhere.
 * All its moments are wall time, as those of sessions are.
 */
export interface AccessLink {
  readonly id: string;
  readonly name: string;
  readonly opened: Opened;
  readonly scope: Scope;
  readonly madeBy: string;
  readonly madeAt: EpochMs;
  readonly expiresAt: EpochMs;
  readonly revoked: 'not-revoked' | { readonly by: string; readonly at: EpochMs };
  /** To the minute. */
  readonly lastUsedAt: EpochMs | 'never';
}

/** `orphaned`: whoever made it may not make links any more, as far as the console is told. */
export const accessLinkStates = ['open', 'revoked', 'expired', 'orphaned'] as const;
export type AccessLinkState = (typeof accessLinkStates)[number];

/** How a link stands at a moment of wall time. It opens its screen while it is `open`, and never otherwise. */
export function judgeAccessLink(
  { revoked, expiresAt }: Pick<AccessLink, 'revoked' | 'expiresAt'>,
  makerStands: boolean,
  now: EpochMs,
): AccessLinkState {
  if (revoked !== 'not-revoked') return 'revoked';
  if (now >= expiresAt) return 'expired';
  return makerStands ? 'open' : 'orphaned';
}

const dayMs = 86_400_000;

/** Whether an open link ends within days, so that its screen goes dark before anybody thinks of it. */
export function endsSoon({ madeAt, expiresAt }: Pick<AccessLink, 'madeAt' | 'expiresAt'>, now: EpochMs): boolean {
  const left = expiresAt - now;
  // One that was made for a day is not a warning from its first hour on.
  return left > 0 && left < 3 * dayMs && left < (expiresAt - madeAt) / 4;
}

/** A link as the settings list it. */
export interface AccessLinkView extends AccessLink {
  readonly state: AccessLinkState;
}

/** Links at a moment of wall time. */
export interface AccessLinkList {
  readonly links: readonly AccessLinkView[];
  readonly readAt: EpochMs;
}

/** The address of what a link opens. */
export function addressOf({ opens, id }: Opened): `/wall/${string}` | `/reports/${string}` {
  return opens === 'wall' ? `/wall/${id}` : `/reports/${id}`;
}
