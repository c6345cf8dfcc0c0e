import type { Cadence, RoutingEntity } from '@/lib/domain/entities';
import type { EntryPoint, RegionCode } from '@/lib/domain/fleet';
import { toObserved } from '@/lib/domain/observe';
import type { NameAnswer, Prober } from '@/lib/probes';
import { carry, type Reading } from '../carry';
import {
  type Failure,
  type Merge,
  type Outcome,
  probeDeadlineMs,
  type SourceKind,
  toAskedCadence,
  toSourceId,
} from '../source';
import { noRegion } from './places';

const periodSeconds = 2;

interface ResolvedEntry {
  readonly routingId: string;
  readonly answer: NameAnswer;
  /** The regions whose own names share an address with the answer. */
  readonly region: RegionCode | 'unrecognised';
}

/** Which region Route 53 sends users near the console to, told by comparing its answer with the regional names'. */
export const entryPointDns: SourceKind = (fleet, settings) => {
  const cadence = toAskedCadence(periodSeconds, probeDeadlineMs, settings);
  return fleet.accounts
    .map((account) => ({
      accountId: account.id,
      entries: fleet.workloads
        .filter((workload) => workload.accountId === account.id)
        .flatMap((workload) =>
          workload.entryPoints.map((entryPoint) => ({ routingId: `${workload.id}/${entryPoint.id}`, entryPoint })),
        ),
    }))
    .filter(({ entries }) => entries.length > 0)
    .map(({ accountId, entries }) => ({
      id: toSourceId(accountId, noRegion, 'dns'),
      accountId,
      region: noRegion,
      api: 'dns',
      call: 'A records of the entry points',
      rhythm: { periodSeconds, phaseSeconds: 0 },
      deadlineMs: probeDeadlineMs,
      ask: async ({ ports, scope }) =>
        toDnsOutcome(
          await Promise.all(
            entries.map(async ({ routingId, entryPoint }) => ({
              routingId,
              ...(await resolveEntry(ports.prober, entryPoint, scope.deadlineMs)),
            })),
          ),
          cadence,
        ),
      lose: (reason) => loseAnswers(reason, accountId, cadence),
    }));
};

async function resolveEntry(
  prober: Pick<Prober, 'resolveName'>,
  entryPoint: EntryPoint,
  deadlineMs: number,
): Promise<Omit<ResolvedEntry, 'routingId'>> {
  const [answer, ...regional] = await Promise.all([
    prober.resolveName(entryPoint.hostname, 'A', deadlineMs),
    ...entryPoint.endpoints.map((endpoint) => prober.resolveName(endpoint.hostname, 'A', deadlineMs)),
  ]);
  const addresses = answer.outcome === 'answer' ? answer.values : [];
  const match = entryPoint.endpoints.find((_, index) => {
    const own = regional[index];
    return own?.outcome === 'answer' && own.values.some((address) => addresses.includes(address));
  });
  return { answer, region: match?.region ?? 'unrecognised' };
}

function toDnsOutcome(entries: readonly ResolvedEntry[], cadence: Cadence): Outcome {
  const merge: Merge = ({ snapshot, askedAt, receivedAt }) => {
    for (const entry of entries) {
      const routing = snapshot.find('routing', entry.routingId);
      if (routing === undefined) continue;
      const reading = toReading(entry, askedAt, receivedAt);
      snapshot.put({ ...routing, answer: carry(routing.answer, reading, cadence, receivedAt) });
    }
  };
  const unanswered = entries.flatMap(({ answer }) =>
    answer.outcome === 'timed-out' || answer.outcome === 'failed'
      ? [{ state: answer.outcome, message: answer.detail }]
      : [],
  );
  const [first] = unanswered;
  if (first === undefined || unanswered.length < entries.length) return { state: 'answered', message: '', merge };
  return { ...first, merge };
}

type AnswerValue = Extract<RoutingEntity['answer'], { state: 'observed' }>['value'];

function toReading({ answer, region }: ResolvedEntry, askedAt: number, receivedAt: number): Reading<AnswerValue> {
  if (answer.outcome === 'answer') {
    // An address without a lifetime cannot be told how long it holds: no answer to rely on.
    if (answer.ttlSeconds === 'unknown') return { state: 'missing', reason: 'failed' };
    const value = { region, addresses: answer.values, ttlSeconds: answer.ttlSeconds };
    return toObserved(value, askedAt, receivedAt, 'route53-answer');
  }
  const silent = answer.outcome === 'timed-out' || answer.outcome === 'failed';
  return { state: 'missing', reason: silent ? answer.outcome : 'no-data' };
}

function loseAnswers(reason: Failure, accountId: string, cadence: Cadence): Merge {
  return ({ snapshot, receivedAt }) => {
    for (const routing of snapshot.all('routing')) {
      if (routing.accountId !== accountId) continue;
      const answer = carry(routing.answer, { state: 'missing', reason }, cadence, receivedAt);
      snapshot.put({ ...routing, answer });
    }
  };
}
