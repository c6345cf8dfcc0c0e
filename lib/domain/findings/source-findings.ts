import type { SourceEntity, SourceState } from '../entities';
import { ageSeconds } from '../freshness';
import type { EpochMs } from '../time';
import { formatCount } from '../wording/list';
import { darkRegions, type FindingContext, type FindingDraft } from './finding';
import type { FindingCode } from './finding-order';

type Failed = Exclude<SourceState, 'answered'>;

const clearWords: Readonly<Record<'timed-out' | 'unreachable' | 'failed', string>> = {
  'timed-out': 'Clears when the call answers in time again',
  unreachable: 'Clears when the endpoint can be reached from here again',
  failed: 'Clears when the call succeeds again',
};

const writerWords = 'Let the console write the marker, or take it off the store in the fleet file';

/**
 * What all sources of an account, a region or the engine have in common is said once; everything else with its call.
 */
const shared = {
  'credentials-expired': {
    subjectOf: ({ accountId }: SourceEntity) => accountId,
    clear: "Renew the engine's credentials for the account",
  },
  'clock-skewed': { subjectOf: () => 'engine', clear: "Set the clock of the engine's machine" },
  'region-not-enabled': {
    subjectOf: ({ accountId, region }: SourceEntity) => `${accountId}/${region}`,
    clear: 'Enable the region for the account, or take it out of the fleet',
  },
  'no-support-plan': {
    subjectOf: ({ accountId }: SourceEntity) => accountId,
    clear: 'Subscribe the account to a support plan, or acknowledge this',
  },
} as const satisfies Partial<Record<Failed, unknown>>;

type Shared = keyof typeof shared;

function isShared(state: SourceEntity['state']): state is Shared {
  return state in shared;
}

/** What a source's finding is about, under a code that several sources may share. */
export function sharedSubjectOf(code: FindingCode, source: SourceEntity): string | 'not-shared' {
  return code in shared ? shared[code as Shared].subjectOf(source) : 'not-shared';
}

/** Sources that fail by themselves for longer than one period, or answer oddly, in regions that answer otherwise. */
export function sourceFindings(context: FindingContext): readonly FindingDraft[] {
  const { evidence, now } = context;
  const lost = darkRegions(context);
  const told = evidence.sources.filter(
    // A probe that fails is said with its endpoint.
    ({ state, api, region }) => state !== 'not-asked-yet' && api !== 'probe' && !lost.has(region),
  );
  const failing = told.filter(
    ({ state, stateSince, cadence }) => state !== 'answered' && ageSeconds(stateSince, now) > cadence.cadenceSeconds,
  );
  return [
    ...told.flatMap((source) => (source.state === 'answered' && source.message !== '' ? [toOdd(source, now)] : [])),
    ...failing.flatMap((source) => (isShared(source.state) ? [] : [toOwn(source)])),
    ...groupShared(failing).map(toShared),
  ];
}

/** A call that fails by itself: refused, throttled or broken. */
function toOwn(source: SourceEntity): FindingDraft {
  const { state, accountId, stateSince: since } = source;
  const action = actionOf(source);
  const evidence = [`Account ${accountId}`, `State: ${state}`];
  const about = aboutSource(source);
  if (state === 'denied') {
    const clear = source.api === 'marker-write' ? writerWords : `Allow ${action} to the console’s role in ${accountId}`;
    return {
      ...about,
      code: 'source-denied',
      severity: 'warning',
      evidence: [`Action: ${action}`, ...evidence],
      clear,
      since,
    };
  }
  if (state === 'throttled') {
    const clear = `Clears by itself when AWS answers again; raise the quota of ${action} if it comes back`;
    return { ...about, code: 'source-throttled', severity: 'notice', evidence, clear, since };
  }
  const clear = clearWords[state as keyof typeof clearWords];
  return { ...about, code: 'source-failing', severity: 'warning', evidence, clear, since };
}

interface SharedTrouble {
  readonly code: Shared;
  readonly subject: string;
  /** Never empty, the oldest trouble first. */
  readonly sources: readonly [SourceEntity, ...SourceEntity[]];
}

function groupShared(failing: readonly SourceEntity[]): readonly SharedTrouble[] {
  const groups = new Map<string, SharedTrouble>();
  for (const source of [...failing].sort((a, b) => a.stateSince - b.stateSince)) {
    const code = source.state;
    if (!isShared(code)) continue;
    const subject = shared[code].subjectOf(source);
    const before = groups.get(`${code} ${subject}`);
    const sources: SharedTrouble['sources'] = before === undefined ? [source] : [...before.sources, source];
    groups.set(`${code} ${subject}`, { code, subject, sources });
  }
  return [...groups.values()];
}

function toShared({ code, subject, sources }: SharedTrouble): FindingDraft {
  const [first] = sources;
  const regions = new Set(sources.map(({ region }) => region));
  const accounts = new Set(sources.map(({ accountId }) => accountId));
  const { sentence } = aboutSource(first);
  return {
    accountId: accounts.size === 1 ? first.accountId : 'none',
    region: regions.size === 1 ? first.region : 'none',
    workloadId: 'none',
    subject,
    code,
    // It is how the account was bought, not something that broke.
    severity: code === 'no-support-plan' ? 'notice' : 'warning',
    sentence,
    evidence: [
      ...[...accounts].map((account) => `Account ${account}`),
      `${formatCount(sources.length, 'call')} refused for it: ${[...new Set(sources.map(({ call }) => call))].sort().join(', ')}`,
    ],
    clear: shared[code].clear,
    since: first.stateSince,
  };
}

/** It answers, and what it says is used as far as it goes. */
function toOdd(source: SourceEntity, now: EpochMs): FindingDraft {
  return {
    ...aboutSource(source),
    code: 'source-odd',
    severity: 'notice',
    evidence: [`Account ${source.accountId}`, 'State: answered'],
    clear: 'Clears with the first answer of the call that is whole again',
    since: now,
  };
}

function aboutSource({ id, accountId, region, call, message }: SourceEntity) {
  // Messages of AWS's APIs name the call and the region themselves.
  const sentence = message.startsWith(call.split(':')[0] ?? call) ? message : `${call} in ${region}: ${message}`;
  return { accountId, region, workloadId: 'none' as const, subject: id, sentence };
}

/** The action that failed, which may be a later step of the call: messages of AWS's APIs begin with it. */
function actionOf({ message, call }: SourceEntity): string {
  return /^[a-z0-9-]+:[A-Z][A-Za-z0-9]+/.exec(message)?.[0] ?? call;
}
