import type { AccountId, RegionCode, StoreDeclaration, Workload } from '@/lib/domain/fleet';
import type { RegionWord } from '@/lib/domain/recovery/declaration';
import type { StepSpec } from '@/lib/domain/recovery/step';
import { quote } from '@/lib/domain/wording/quote';
import type { RoutePair } from './route-pairs';

/** A step with every name it needs, or what is missing from the fleet to name it, as a sentence that says how to mend it. */
export type BoundSpec =
  | { readonly state: 'bound'; readonly spec: StepSpec }
  | { readonly state: 'unbound'; readonly rule: UnboundRule; readonly sentence: string };

export type UnboundRule =
  | 'unknown-region'
  | 'unknown-store'
  | 'unnamed-replica'
  | 'unnamed-cluster'
  | 'no-restore'
  | 'unknown-control'
  | 'unknown-access-point'
  | 'unknown-entry-point'
  | 'no-transaction'
  | 'no-capacity'
  | 'no-levers'
  | 'unknown-function'
  | 'no-topic'
  | 'unknown-flip'
  | 'unknown-record'
  | 'unknown-accelerator';

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

/** A step about a function that has one name, or one by region. */
export function withFunction(
  named: string | Readonly<Record<RegionCode, string>>,
  region: RegionCode,
  then: (functionName: string) => BoundSpec,
): BoundSpec {
  const functionName = typeof named === 'string' ? named : named[region];
  if (functionName !== undefined) return then(functionName);
  const sentence = `The function has no name in ${region}: write it under ${region}, or one name for every region`;
  return { state: 'unbound', rule: 'unknown-function', sentence };
}

/** The account in an ARN: a cluster or an access point is its own account's, which need not be the workload's. */
export function accountOf(arn: string): AccountId | undefined {
  return /^arn:[^:]+:[^:]+:[^:]*:(\d{12}):/.exec(arn)?.[1];
}

/** The region that a word of a template means in a run. */
export function regionOf(word: RegionWord, pair: RoutePair): RegionCode {
  return word === 'source' || word === 'target' ? pair[word] : word;
}
