import type { Answer, CallScope } from '@/lib/aws';
import type { Cadence } from '@/lib/domain/entities';
import type { Fleet, Workload } from '@/lib/domain/fleet';
import type { Observation } from '@/lib/domain/observation';
import { toObserved } from '@/lib/domain/observe';
import type { BilledUnit } from '@/lib/domain/polling/prices';
import { carry, neverAsked, type Reading } from '../carry';
import { background } from '../polling/standing';
import type { AwsReader } from '../ports';
import type { Snapshot } from '../snapshot';
import {
  awsDeadlineMs,
  type BilledTurn,
  type Merge,
  type MergeContext,
  type SourceKind,
  type SourceTask,
  toAskedCadence,
  toSourceId,
} from '../source';
import { joinOutcomes } from './join-outcomes';
import type { Place } from './places';

/** These change by the hand of a person, seldom. */
const usualSeconds = 300;

/** Something a workload declares, in the place where it is looked for. */
export interface Wanted<D> {
  readonly workload: Workload;
  readonly declared: D;
}

/** Things the fleet declares one by one, each described by a call of its own. `V` is what a description says. */
export interface DescribedKind<D, V> {
  readonly api: string;
  readonly call: string;
  /** What a description is billed; absent where it is free of charge. */
  readonly billedAs?: BilledUnit;
  readonly places: (fleet: Fleet) => readonly Place[];
  readonly wantedIn: (fleet: Fleet, place: Place) => readonly Wanted<D>[];
  readonly describe: (aws: AwsReader, scope: CallScope, declared: D) => Promise<Answer<V>>;
  readonly find: (snapshot: Snapshot, place: Place, wanted: Wanted<D>) => Observation<V> | undefined;
  readonly put: (
    snapshot: Snapshot,
    place: Place,
    wanted: Wanted<D>,
    seen: { readonly described: Observation<V>; readonly cadence: Cadence },
  ) => void;
}

/** A source that describes what is declared in each place, and keeps of every attempt what it brought. */
export function describeEach<D, V>(kind: DescribedKind<D, V>): SourceKind {
  return (fleet, settings) =>
    kind.places(fleet).flatMap((place) => {
      const wanted = kind.wantedIn(fleet, place);
      if (wanted.length === 0) return [];
      const id = toSourceId(place.accountId, place.region, kind.api);
      const periodSeconds = settings.periodOf(id, usualSeconds);
      const cadence = toAskedCadence(periodSeconds, awsDeadlineMs, settings);
      const merge =
        (one: Wanted<D>, toReading: (context: MergeContext) => Reading<V>): Merge =>
        (context) => {
          const { snapshot, receivedAt } = context;
          const before = kind.find(snapshot, place, one) ?? neverAsked<V>(receivedAt);
          const described = carry(before, toReading(context), cadence, receivedAt);
          kind.put(snapshot, place, one, { described, cadence });
        };
      return {
        id,
        ...place,
        api: kind.api,
        call: kind.call,
        rhythm: { periodSeconds, phaseSeconds: 0 },
        deadlineMs: awsDeadlineMs,
        ...toBills(kind.billedAs, { id, ...background, usualSeconds, requests: wanted.length }),
        ask: async ({ ports, scope, counters }) =>
          joinOutcomes(
            await Promise.all(
              wanted.map(async (one) => {
                counters.countCall(kind.call);
                const answer = await kind.describe(ports.aws, scope, one.declared);
                const reading = ({ askedAt, receivedAt }: MergeContext): Reading<V> =>
                  answer.state === 'answered'
                    ? toObserved(answer.value, askedAt, receivedAt, 'aws-api')
                    : { state: 'missing', reason: answer.state };
                return { answer, merge: merge(one, reading) };
              }),
            ),
          ),
        lose: (reason) => (context) => {
          for (const one of wanted) merge(one, () => ({ state: 'missing', reason }))(context);
        },
      };
    });
}

function toBills(unit: BilledUnit | undefined, turn: Omit<BilledTurn, 'units'>): Pick<SourceTask, 'bills'> {
  return unit === undefined ? {} : { bills: () => [{ ...turn, units: { [unit]: turn.requests } }] };
}

/** What the workloads of an account that run in the place's region declare. */
export function wantedInRegion<D>(
  declaredBy: (workload: Workload) => readonly D[] | undefined,
): (fleet: Fleet, place: Place) => readonly Wanted<D>[] {
  return (fleet, place) =>
    fleet.workloads
      .filter(({ accountId, regions }) => accountId === place.accountId && regions.some(isAt(place)))
      .flatMap((workload) => (declaredBy(workload) ?? []).map((declared) => ({ workload, declared })));
}

function isAt({ region }: Place): (declared: Workload['regions'][number]) => boolean {
  return (declared) => declared.region === region;
}
