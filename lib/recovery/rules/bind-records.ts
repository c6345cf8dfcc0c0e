import type { EntryPoint, RegionalEndpoint, Workload } from '@/lib/domain/fleet';
import type { RecordsDeclaration, StepTemplate } from '@/lib/domain/recovery/declaration';
import type { ChangedRecords } from '@/lib/domain/recovery/step';
import { quote } from '@/lib/domain/wording/quote';
import { type BoundSpec, bound } from './bound-spec';
import type { RoutePair } from './route-pairs';

/** Weighted records of the workload, from the region being left to the one that takes over. */
export function bindShift(
  template: Extract<StepTemplate, { readonly kind: 'weighted-shift' }>,
  workload: Workload,
  pair: RoutePair,
): BoundSpec {
  return withRecords(template.recordsId, workload, pair, ({ records, changed, endpoint, entryPoint }) => {
    if (records.policy !== 'weighted') {
      return unbound(`${quote(records.id)} is ${records.policy}: a weighted-shift needs weighted records`);
    }
    const sets = setsOf(records, pair);
    if (sets === 'none') return noSets(records, pair);
    const { kind, stages, holdSeconds, onHalt, mostErrorPercent } = template;
    const { hostname } = endpoint;
    const how = { stages, holdSeconds, onHalt, mostErrorPercent };
    return bound({ kind, ...changed, ...sets, ...how, hostname, path: entryPoint.path });
  });
}

/** A failover pair, or the only record of a name, turned to the region that takes over. */
export function bindRecordChange(
  { kind, recordsId }: Extract<StepTemplate, { readonly kind: 'record-change' }>,
  workload: Workload,
  pair: RoutePair,
): BoundSpec {
  return withRecords(recordsId, workload, pair, ({ records, changed, endpoint }) => {
    if (records.policy === 'weighted') {
      return unbound(`${quote(records.id)} is weighted: change it by a weighted-shift with the stage 100`);
    }
    if (records.policy === 'simple') {
      return bound({ kind, ...changed, turn: { by: 'name', hostname: endpoint.hostname } });
    }
    const sets = setsOf(records, pair);
    return sets === 'none' ? noSets(records, pair) : bound({ kind, ...changed, turn: { by: 'failover', ...sets } });
  });
}

interface Found {
  readonly records: RecordsDeclaration;
  readonly changed: ChangedRecords;
  readonly entryPoint: EntryPoint;
  /** The target's. */
  readonly endpoint: RegionalEndpoint;
}

function withRecords(id: string, workload: Workload, pair: RoutePair, then: (found: Found) => BoundSpec): BoundSpec {
  const known = workload.recovery?.records ?? [];
  const records = known.find((each) => each.id === id);
  if (records === undefined) {
    const ids = known.map((each) => each.id).join(', ') || 'none';
    return unbound(
      `${quote(id)} names no records of ${workload.id}: write them under recovery.records in the fleet file, or name one of those there (${ids})`,
    );
  }
  const entryPoint = workload.entryPoints.find((each) => each.id === records.entryPointId);
  const endpoint = entryPoint?.endpoints.find(({ region }) => region === pair.target);
  if (entryPoint === undefined || endpoint === undefined) {
    const sentence = `The entry point ${quote(records.entryPointId)} of ${quote(id)} has no endpoint in ${pair.target}: write it under entryPoints in the fleet file`;
    return { state: 'unbound', rule: 'unknown-entry-point', sentence };
  }
  const { zoneId, type, accountId = workload.accountId, name = entryPoint.hostname } = records;
  const changed = { accountId, zoneId, name, type, from: pair.source, to: pair.target };
  return then({ records, changed, entryPoint, endpoint });
}

function setsOf({ sets }: RecordsDeclaration, { source, target }: RoutePair) {
  const of = (wanted: string) => sets.find(({ region }) => region === wanted)?.setIdentifier;
  const [fromSet, toSet] = [of(source), of(target)];
  return fromSet === undefined || toSet === undefined ? 'none' : { fromSet, toSet };
}

function noSets({ id, sets }: RecordsDeclaration, { source, target }: RoutePair): BoundSpec {
  const known = sets.map(({ region }) => region).join(', ') || 'none';
  return unbound(
    `${quote(id)} has no record of both ${source} and ${target}: write their set identifiers under sets (${known})`,
  );
}

function unbound(sentence: string): BoundSpec {
  return { state: 'unbound', rule: 'unknown-record', sentence };
}
