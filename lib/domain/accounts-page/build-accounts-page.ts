import type { Entity, SourceEntity } from '../entities';
import type { AccountId, RegionCode } from '../fleet';
import { toFleetEvidence } from '../fleet-evidence';
import { freshnessAt } from '../freshness';
import { buildFleetOverview } from '../overview/build-fleet-overview';
import type { EpochMs } from '../time';
import { formatCount, formatList } from '../wording/list';
import { findRemedies, remedyIdsOf } from './find-remedies';
import {
  type AccessState,
  type AccountRow,
  type AccountsPage,
  accessStates,
  type PlaceView,
  type Remedy,
  type SourceRow,
} from './types';

/** The console's own eyes: they ask no account for leave. */
const ownVantages: ReadonlySet<string> = new Set(['probe', 'dns']);

/** Builds the page of accounts and regions at `now` (fleet time) from the entities alone. Pure. */
export function buildAccountsPage(entities: readonly Entity[], now: EpochMs): AccountsPage {
  const overview = buildFleetOverview(entities, now);
  const evidence = toFleetEvidence(entities, now);
  const asked = evidence.sources.filter(({ api }) => !ownVantages.has(api));
  const names = new Map(
    evidence.sources.flatMap(({ accountId, accountName }) =>
      accountName === undefined ? [] : [[accountId, accountName] as const],
    ),
  );
  const nameOf = (accountId: AccountId) => names.get(accountId) ?? accountId;
  const remedies = findRemedies(asked, { links: evidence.links, nameOf });
  const sources = asked.map((source) => viewSource(source, nameOf(source.accountId), now));
  const workloads = evidence.workloads.map(({ workload }) => workload.accountId);
  const accounts = viewAccounts(sources, workloads, remedies, nameOf);
  return {
    overview,
    summary: summarise(accounts),
    regions: [...new Set(asked.map(({ region }) => region))].sort(),
    accounts,
    sources,
    remedies,
  };
}

function viewSource(source: SourceEntity, accountName: string, now: EpochMs): SourceRow {
  const freshness = freshnessAt(source.lastAnswerAt, source.cadence, now);
  const [remedyId = 'none'] = remedyIdsOf(source);
  return { source, accountName, state: stateOf(source, freshness), freshness, remedyId };
}

/** An answer that is old says nothing about now. */
function stateOf({ state }: SourceEntity, freshness: SourceRow['freshness']): AccessState {
  if (state !== 'answered') return state;
  return freshness === 'stale' || freshness === 'never' ? 'not-asked-lately' : 'answered';
}

function viewAccounts(
  sources: readonly SourceRow[],
  workloadAccounts: readonly AccountId[],
  remedies: readonly Remedy[],
  nameOf: (accountId: AccountId) => string,
): readonly AccountRow[] {
  const byAccount = new Map<AccountId, SourceRow[]>();
  for (const row of sources) {
    const known = byAccount.get(row.source.accountId);
    if (known === undefined) byAccount.set(row.source.accountId, [row]);
    else known.push(row);
  }
  return [...byAccount].map(([accountId, own]): AccountRow => {
    const places = viewPlaces(own);
    const worst = worstOf(Object.values(places).map((place) => place.worst));
    return {
      accountId,
      name: nameOf(accountId),
      workloadCount: workloadAccounts.filter((one) => one === accountId).length,
      places,
      worst,
      sentence: accountSentence(places, worst),
      since: sinceOf(own),
      oldestAnswerAt: oldestAnswer(own),
      remedyCount: remedies.filter((remedy) => remedy.accountId === accountId).length,
    };
  });
}

function viewPlaces(own: readonly SourceRow[]): Readonly<Record<RegionCode, PlaceView>> {
  const byRegion = new Map<RegionCode, SourceRow[]>();
  for (const row of own) byRegion.set(row.source.region, [...(byRegion.get(row.source.region) ?? []), row]);
  return Object.fromEntries([...byRegion].map(([region, rows]) => [region, viewPlace(rows)]));
}

function viewPlace(rows: readonly SourceRow[]): PlaceView {
  const counts: Partial<Record<AccessState, number>> = {};
  for (const { state } of rows) counts[state] = (counts[state] === undefined ? 0 : counts[state]) + 1;
  // What there was nothing to ask of says nothing, as long as something was asked.
  const asked = rows.filter(({ state }) => state !== 'not-asked-yet');
  const worst = worstOf(asked.map(({ state }) => state));
  const parts = accessStates
    .filter((state) => counts[state] !== undefined)
    .map((state) => `${counts[state]} ${accessWords[state]}`);
  return { worst, asked: rows.length, counts, sentence: `${formatCount(rows.length, 'API')}: ${parts.join(', ')}` };
}

/** A state in the midst of a sentence. */
export const accessWords: Readonly<Record<AccessState, string>> = {
  denied: 'denied',
  'credentials-expired': 'with expired credentials',
  'clock-skewed': 'refused for the clock',
  'region-not-enabled': 'not opted in',
  unreachable: 'unreachable',
  'timed-out': 'timed out',
  failed: 'failed',
  throttled: 'throttled',
  'not-asked-lately': 'not asked lately',
  'not-asked-yet': 'not asked yet',
  'no-support-plan': 'without a support plan',
  answered: 'answered',
};

/** An account of which nothing is asked is not known, which is not well. */
function worstOf(states: readonly AccessState[]): AccessState {
  return accessStates.find((state) => states.includes(state)) ?? 'not-asked-yet';
}

function accountSentence(places: AccountRow['places'], worst: AccessState): string {
  const all = Object.entries(places);
  if (worst === 'answered') return `Answers in ${formatCount(all.length, 'region')}`;
  const where = all.filter(([, place]) => place.worst === worst).map(([region]) => region);
  return `${capital(accessWords[worst])} in ${formatList(where, 3)}`;
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Since when the first of what is wrong has been so. A missing support plan and what was not asked yet are not wrong. */
function sinceOf(rows: readonly SourceRow[]): EpochMs | 'none' {
  const wrong = rows.filter(({ state }) => !['answered', 'not-asked-yet', 'no-support-plan'].includes(state));
  const dates = wrong.map(({ state, source }) =>
    state === 'not-asked-lately' && source.lastAnswerAt !== 'never' ? source.lastAnswerAt : source.stateSince,
  );
  return dates.length === 0 ? 'none' : dates.reduce((least, at) => Math.min(least, at));
}

function oldestAnswer(rows: readonly SourceRow[]): EpochMs | 'never' {
  const frequent = rows.filter(({ source }) => source.cadence.cadenceSeconds <= 3600);
  const dates = frequent.map(({ source }) => source.lastAnswerAt).filter((at) => at !== 'never');
  return dates.length === 0 ? 'never' : dates.reduce((least, at) => Math.min(least, at));
}

function summarise(accounts: readonly AccountRow[]): AccountsPage['summary'] {
  if (accounts.length === 0) return { worst: 'none', sentence: 'No account is known' };
  const worst = worstOf(accounts.map((account) => account.worst));
  const groups = accessStates
    .map((state) => [state, accounts.filter((account) => account.worst === state).length] as const)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state === 'answered' ? 'answering everywhere' : accessWords[state]}`);
  return { worst, sentence: `${formatCount(accounts.length, 'account')}: ${groups.join(', ')}` };
}
