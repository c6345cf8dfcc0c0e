/** How an account is billed, beyond what it uses. */
export interface BillingDeclaration {
  /** Of everything on its bill; USD where absent. */
  readonly currency?: string;
  /** `not-enabled`: nobody ever opened Cost Explorer. `preparing`: somebody just did, and it has no data yet. */
  readonly costExplorer?: 'not-enabled' | 'preparing';
  /** Days, `YYYY-MM-DD`, that its bill never has. */
  readonly missingDays?: readonly string[];
  /** Share of its usage that AWS takes off, as agreed; none where absent. */
  readonly discountShare?: number;
  readonly reservations?: readonly ReservationDeclaration[];
  readonly savingsPlans?: readonly SavingsPlanDeclaration[];
  /** Given back once, in US dollars. */
  readonly refunds?: readonly { readonly day: string; readonly service: string; readonly usd: number }[];
  /** US dollars a month. */
  readonly taxUsd?: number;
}

/** Instances of a group that are paid for whether they run or not; they are of their region and of no other. */
export interface ReservationDeclaration {
  readonly id: string;
  readonly workload: string;
  readonly region: string;
  readonly instances: number;
  /** Share of the list price that is saved. */
  readonly saves: number;
  /** The day on which a whole year of it was paid; month by month where absent. */
  readonly paidAheadOn?: string;
}

/** A Compute Savings Plan: it covers instances of any region, these groups first. */
export interface SavingsPlanDeclaration {
  readonly id: string;
  readonly covers: readonly { readonly workload: string; readonly region: string; readonly instances: number }[];
  readonly saves: number;
}

/** Instances of a place that are committed to: the reserved ones are used first. */
export interface CommittedInstances {
  readonly reserved: number;
  readonly planned: number;
}

/** What is committed to in a place, `${workload}/${region}`. */
export function committedIn(billing: BillingDeclaration, place: string): CommittedInstances {
  const isHere = (each: { readonly workload: string; readonly region: string }) =>
    `${each.workload}/${each.region}` === place;
  const count = (all: readonly { readonly instances: number }[]) => all.reduce((sum, each) => sum + each.instances, 0);
  return {
    reserved: count((billing.reservations ?? []).filter(isHere)),
    planned: count((billing.savingsPlans ?? []).flatMap(({ covers }) => covers).filter(isHere)),
  };
}

const dayMs = 86_400_000;

/** Days since 1970 that the bill never has. */
export function missingDaysOf({ missingDays = [] }: BillingDeclaration): ReadonlySet<number> {
  return new Set(missingDays.map((day) => Date.parse(day) / dayMs));
}
