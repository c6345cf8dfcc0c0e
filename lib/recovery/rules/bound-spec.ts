import type { StoreDeclaration, Workload } from '@/lib/domain/fleet';
import type { StepSpec } from '@/lib/domain/recovery/step';
import { quote } from '@/lib/domain/wording/quote';

/** A step with every name it needs, or what is missing from the fleet to name it, as a sentence that says how to mend it. */
export type BoundSpec =
  | { readonly state: 'bound'; readonly spec: StepSpec }
  | { readonly state: 'unbound'; readonly rule: UnboundRule; readonly sentence: string };

export type UnboundRule =
  | 'unknown-region'
  | 'unknown-store'
  | 'unknown-control'
  | 'unknown-entry-point'
  | 'no-transaction'
  | 'no-capacity';

/** Nothing is missing. */
export function bound(spec: StepSpec): BoundSpec {
  return { state: 'bound', spec };
}

/** A step about a store of the workload, by its id. */
export function withStore(workload: Workload, id: string, then: (store: StoreDeclaration) => BoundSpec): BoundSpec {
  const store = workload.stores.find((candidate) => candidate.id === id);
  if (store !== undefined) return then(store);
  const known = workload.stores.map((each) => each.id).join(', ') || 'none';
  const sentence = `${quote(id)} is no store of ${workload.id}: name one of its stores (${known})`;
  return { state: 'unbound', rule: 'unknown-store', sentence };
}
