import { lookUpRegion } from './aws-regions';
import { loadBalancerTtlSeconds } from './fleet-zone';
import { placeOfResolver, roundTripMs } from './geography';
import { hashText, mix } from './seeded-random';
import type { DnsAnswer, RecordSet, RecordType, SimulatedLoadBalancer } from './types';

/** What Route 53 answers from: the records of the zone as propagated, and which health checks pass. */
export interface DnsView {
  readonly zoneName: string;
  readonly records: readonly RecordSet[];
  readonly loadBalancers: ReadonlyMap<string, SimulatedLoadBalancer>;
  isHealthy(healthCheckId: string): boolean;
}

/** One possible answer with the share of queries that get it; shares differ from 1 only under weighted records. */
export interface ShareOfAnswers {
  readonly share: number;
  readonly answer: DnsAnswer;
}

type Values = DnsAnswer['records'];

const noSuchName: DnsAnswer = { outcome: 'no-such-name', records: [] };
const noData: DnsAnswer = { outcome: 'no-data', records: [] };
/** Aliases and CNAMEs followed in a row before Route 53's answer is taken to be empty. */
const deepest = 8;

/** Lower case, without a trailing dot. */
export function canonicalName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}

/** All answers resolvers near a region get to a question, with their shares; the shares add up to 1. */
export function answerShares(view: DnsView, name: string, type: RecordType, resolverRegion: string): ShareOfAnswers[] {
  return follow(view, canonicalName(name), type, resolverRegion, 0);
}

/** The answer one resolver gets; `moment` picks among weighted records, so that equal moments get equal answers. */
export function answerOnce(
  view: DnsView,
  name: string,
  type: RecordType,
  resolverRegion: string,
  moment: number,
): DnsAnswer {
  const shares = answerShares(view, name, type, resolverRegion);
  let left = mix(hashText(`${name}|${resolverRegion}`), moment) / 0x100000000;
  for (const { share, answer } of shares) {
    left -= share;
    if (left < 0) return answer;
  }
  return shares.at(-1)?.answer ?? noData;
}

function follow(view: DnsView, name: string, type: RecordType, resolver: string, depth: number): ShareOfAnswers[] {
  const balancer = view.loadBalancers.get(name);
  if (balancer !== undefined) return [{ share: 1, answer: answerOfBalancer(balancer, name, type) }];
  if (depth > deepest) return [{ share: 1, answer: noData }];
  const named = recordsNamed(view, name);
  const candidates = named.filter((record) => record.type === type);
  if (candidates.length > 0) {
    return choose(view, candidates, resolver, depth).flatMap(({ share, record }) =>
      answerOfRecord(view, record, name, type, resolver, depth).map((each) => ({ ...each, share: each.share * share })),
    );
  }
  const canonical = named.find((record) => record.type === 'CNAME');
  if (canonical !== undefined && type !== 'CNAME') return followCname(view, canonical, type, resolver, depth);
  return [{ share: 1, answer: nameExists(view, name) ? noData : noSuchName }];
}

function followCname(view: DnsView, record: RecordSet, type: RecordType, resolver: string, depth: number) {
  const target = record.values?.[0];
  if (target === undefined) return [{ share: 1, answer: noData }];
  const own = { name: record.name, type: 'CNAME' as const, ttlSeconds: record.ttlSeconds ?? 0, value: target };
  return follow(view, canonicalName(target), type, resolver, depth + 1).map(({ share, answer }) => ({
    share,
    answer: { outcome: 'answer' as const, records: [own, ...answer.records] },
  }));
}

function answerOfRecord(
  view: DnsView,
  record: RecordSet,
  name: string,
  type: RecordType,
  resolver: string,
  depth: number,
): ShareOfAnswers[] {
  if (record.alias === undefined) {
    const ttlSeconds = record.ttlSeconds ?? 0;
    const records = (record.values ?? []).map((value) => ({ name, type, ttlSeconds, value: plainValue(type, value) }));
    return [{ share: 1, answer: { outcome: 'answer', records } }];
  }
  return follow(view, canonicalName(record.alias.dnsName), type, resolver, depth + 1).map(({ share, answer }) => ({
    share,
    // Route 53 answers an alias under the name that was asked.
    answer:
      answer.outcome === 'answer' ? { ...answer, records: answer.records.map((each) => ({ ...each, name })) } : noData,
  }));
}

/** TXT values stand quoted in Route 53 and unquoted on the wire. */
function plainValue(type: RecordType, value: string): string {
  return type === 'TXT' ? value.replace(/^"(.*)"$/s, '$1') : value;
}

interface Choice {
  readonly share: number;
  readonly record: RecordSet;
}

function choose(view: DnsView, candidates: readonly RecordSet[], resolver: string, depth: number): Choice[] {
  const first = candidates[0];
  if (first === undefined) return [];
  const healthy = candidates.filter((record) => recordIsHealthy(view, record, resolver, depth));
  if (first.failover !== undefined) return one(chooseFailover(candidates, healthy));
  if (first.geo !== undefined) return one(chooseByPlace(healthy, resolver) ?? chooseByPlace(candidates, resolver));
  // When every record is unhealthy Route 53 answers as if all were healthy.
  const eligible = healthy.length > 0 ? healthy : candidates;
  if (first.latencyRegion !== undefined) return one(chooseNearest(eligible, resolver));
  if (first.weight !== undefined) return chooseByWeight(eligible);
  return one(first);
}

function one(record: RecordSet | undefined): Choice[] {
  return record === undefined ? [] : [{ share: 1, record }];
}

function chooseFailover(candidates: readonly RecordSet[], healthy: readonly RecordSet[]): RecordSet | undefined {
  const primary = (records: readonly RecordSet[]) => records.find((record) => record.failover === 'PRIMARY');
  return primary(healthy) ?? healthy[0] ?? primary(candidates) ?? candidates[0];
}

function chooseByPlace(candidates: readonly RecordSet[], resolver: string): RecordSet | undefined {
  const place = placeOfResolver(resolver);
  return (
    candidates.find((record) => record.geo?.countryCode !== undefined && record.geo.countryCode === place.country) ??
    candidates.find(
      (record) => record.geo?.continentCode !== undefined && record.geo.continentCode === place.continent,
    ) ??
    candidates.find((record) => record.geo?.countryCode === '*')
  );
}

function chooseNearest(candidates: readonly RecordSet[], resolver: string): RecordSet | undefined {
  let nearest: RecordSet | undefined;
  let shortest = Number.POSITIVE_INFINITY;
  for (const record of candidates) {
    const distance = latencyBetween(resolver, record.latencyRegion);
    if (nearest === undefined || distance < shortest) {
      nearest = record;
      shortest = distance;
    }
  }
  return nearest;
}

function latencyBetween(resolver: string, region: string | undefined): number {
  if (region === undefined || lookUpRegion(region) === undefined || lookUpRegion(resolver) === undefined) return 1e6;
  return roundTripMs(resolver, region);
}

function chooseByWeight(candidates: readonly RecordSet[]): Choice[] {
  const total = candidates.reduce((sum, record) => sum + (record.weight ?? 0), 0);
  // All weights zero means equal shares.
  return candidates
    .map((record) => ({ record, share: total === 0 ? 1 / candidates.length : (record.weight ?? 0) / total }))
    .filter(({ share }) => share > 0);
}

function recordIsHealthy(view: DnsView, record: RecordSet, resolver: string, depth: number): boolean {
  if (record.healthCheckId !== undefined && !view.isHealthy(record.healthCheckId)) return false;
  if (record.alias === undefined || !record.alias.evaluateTargetHealth || depth > deepest) return true;
  const target = canonicalName(record.alias.dnsName);
  const targets = recordsNamed(view, target).filter((each) => each.type === record.type);
  // Load balancers count as healthy: their targets' health does not change in this world.
  return targets.length === 0 || targets.some((each) => recordIsHealthy(view, each, resolver, depth + 1));
}

function answerOfBalancer(balancer: SimulatedLoadBalancer, name: string, type: RecordType): DnsAnswer {
  if (type !== 'A') return noData;
  const records: Values = balancer.addresses.map((value) => ({
    name,
    type,
    ttlSeconds: loadBalancerTtlSeconds,
    value,
  }));
  return { outcome: 'answer', records };
}

/** A name exists when it or anything below it has a record; the zone itself always does. */
function nameExists(view: DnsView, name: string): boolean {
  return name === view.zoneName || indexOf(view.records).names.has(name);
}

interface RecordIndex {
  readonly byName: ReadonlyMap<string, readonly RecordSet[]>;
  /** Names with a record, and all names above them. */
  readonly names: ReadonlySet<string>;
}

/** Records never change in place: every change makes a new list. */
const indexes = new WeakMap<readonly RecordSet[], RecordIndex>();

function indexOf(records: readonly RecordSet[]): RecordIndex {
  const known = indexes.get(records);
  if (known !== undefined) return known;
  const byName = new Map<string, RecordSet[]>();
  const names = new Set<string>();
  for (const record of records) {
    const name = canonicalName(record.name);
    const named = byName.get(name);
    if (named === undefined) byName.set(name, [record]);
    else named.push(record);
    const labels = name.split('.');
    for (let depth = 0; depth < labels.length; depth += 1) names.add(labels.slice(depth).join('.'));
  }
  const index = { byName, names };
  indexes.set(records, index);
  return index;
}

function recordsNamed(view: DnsView, name: string): readonly RecordSet[] {
  return indexOf(view.records).byName.get(name) ?? [];
}
