import { groupBy } from '../../costs/group-by';
import { formatList } from '../../wording/list';
import type { DecisionKind, WantedDecision } from './report';

/** So many of a kind an owner is asked for one by one. */
const fewOfOneOwner = 2;

/** What several decisions of one kind and owner are asked as. */
const together = {
  'mend-breach': (names) => `Bring what is breached of ${names} within what is promised, or promise less`,
  'mend-risk': (names) => `Name who mends the critical risks of ${names}, and by when`,
  'order-drill': (names) => `Order drills of the loss of a region for ${names}`,
  'renew-drill': (names) => `Renew the drills of ${names}`,
  'set-objective': (names) => `Set recovery objectives for ${names}`,
  'measure-objective': (names) => `Have the objectives of ${names} measured`,
} as const satisfies Partial<Readonly<Record<DecisionKind, (names: string) => string>>>;

/** A decision about one workload, or one place, that may be asked together with others of its kind. */
export interface GatherableDecision extends WantedDecision {
  readonly kind: keyof typeof together;
  readonly name: string;
}

/** Asks an owner of many once for what is the same for each of them, where the first of them stood. */
export function gatherByOwner(decisions: readonly GatherableDecision[]): readonly WantedDecision[] {
  const groups = groupBy(decisions, ({ kind, owner }) => JSON.stringify([kind, owner]));
  return [...groups.values()].flatMap((own) => (own.length > fewOfOneOwner ? gather(own) : own.map(withoutName)));
}

function gather(own: readonly GatherableDecision[]): readonly WantedDecision[] {
  const [first] = own;
  if (first === undefined) return [];
  const { kind, owner } = first;
  const ask = together[kind](formatList(own.map(({ name }) => name)));
  const because = `${first.name}: ${first.because}; and ${own.length - 1} more`;
  return [{ kind, ask, because, owner, workloadId: 'none' }];
}

function withoutName({ name: _, ...decision }: GatherableDecision): WantedDecision {
  return decision;
}
