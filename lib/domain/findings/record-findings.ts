import type { RoutingEntity, RoutingRecord } from '../entities';
import type { RegionCode } from '../fleet';
import { ageSeconds, isCurrent } from '../freshness';
import type { Seconds } from '../time';
import { formatList } from '../wording/list';
import { formatMoment } from '../wording/moment';
import type { FindingContext, FindingDraft } from './finding';

/** How long a change of the records stays in sight. */
export const changeShownSeconds: Seconds = 3600;

/** What the records of an entry point would do: whether one is healthy to send users to, and whether they changed. */
export function recordFindings(context: FindingContext): readonly FindingDraft[] {
  return context.evidence.routings.flatMap((routing) => [
    ...withoutHealthy(routing, context),
    ...changed(routing, context),
  ]);
}

function withoutHealthy(routing: RoutingEntity, context: FindingContext): FindingDraft[] {
  const verdict = judgeRecords(routing, context);
  if (verdict.state !== 'none-healthy' && verdict.state !== 'no-other-healthy') return [];
  const name = routing.hostname;
  const regions = formatList(verdict.unhealthy);
  const none = verdict.state === 'none-healthy';
  return [
    {
      ...labels(routing),
      code: 'no-healthy-record',
      severity: none ? 'critical' : 'warning',
      sentence: none
        ? `No record of ${name} is healthy: Route 53 answers as if all were`
        : `${name} has no healthy record to fail over to: ${regions} ${verdict.unhealthy.length === 1 ? 'is' : 'are'} not`,
      evidence: verdict.words,
      clear: none
        ? 'Clears when one of its records is healthy by a current answer'
        : 'Clears when a record that users could be sent to instead is healthy by a current answer',
      since: context.now,
    },
  ];
}

function changed(routing: RoutingEntity, { now }: FindingContext): FindingDraft[] {
  const change = routing.recordsChange;
  if (change === undefined || ageSeconds(change.at, now) > changeShownSeconds) return [];
  const count = change.added.length + change.removed.length;
  return [
    {
      ...labels(routing),
      code: 'records-changed',
      severity: 'notice',
      sentence: `The records of ${routing.hostname} changed, as read at ${formatMoment(change.at, now)}`,
      evidence: [
        ...change.removed.map((line) => `Gone: ${line}`),
        ...change.added.map((line) => `New: ${line}`),
        `${count} of its records differ`,
      ],
      clear: 'Clears an hour after the change. If nobody meant it, look in CloudTrail who made it',
      since: Math.min(change.at, now),
    },
  ];
}

/** What is known of the records that lead to regions of ours. */
export interface RecordsVerdict {
  /** `not-known` as soon as one of them could be healthy and nothing tells. */
  readonly state: 'healthy' | 'none-healthy' | 'no-other-healthy' | 'not-known';
  /** Regions with an unhealthy record. */
  readonly unhealthy: readonly RegionCode[];
  readonly words: readonly string[];
}

type RecordHealth = 'healthy' | 'unhealthy' | 'unknown';

/** Whether Route 53 has a healthy record to answer with, and another one than what it answers now. */
export function judgeRecords(routing: RoutingEntity, context: FindingContext): RecordsVerdict {
  const leading = (routing.records ?? []).filter(({ region }) => region !== 'none');
  const judged = leading.map((record) => ({
    record,
    answered: isAnswered(record, routing, context),
    // A control that is off is a switch: what counts for a failover is what stands behind it.
    couldBe: isSwitched(record) ? behind(record, routing, context) : isAnswered(record, routing, context),
  }));
  const words = judged.map(({ record, answered }) => `${record.policy} → ${record.region}: ${answered}`);
  const regionsIn = (wanted: RecordHealth) => [
    ...new Set(judged.filter(({ couldBe }) => couldBe === wanted).map(({ record }) => record.region)),
  ];
  const unhealthy = regionsIn('unhealthy');
  if (leading.length > 0 && judged.every(({ answered }) => answered === 'unhealthy')) {
    return { state: 'none-healthy', unhealthy, words };
  }
  const isFailover = leading.some(({ policy }) => policy.startsWith('failover'));
  const isKnown = judged.every(({ answered, couldBe }) => answered !== 'unknown' && couldBe !== 'unknown');
  if (leading.length === 0 || !isKnown) return { state: 'not-known', unhealthy, words };
  const isAlone = isFailover && unhealthy.length > 0 && regionsIn('healthy').length <= 1;
  return { state: isAlone ? 'no-other-healthy' : 'healthy', unhealthy, words };
}

function isSwitched({ healthCheck }: RoutingRecord): boolean {
  return healthCheck !== 'none' && healthCheck.by === 'routing-control';
}

/** As Route 53 sees it: a record without a check is always answered. */
function isAnswered(record: RoutingRecord, routing: RoutingEntity, context: FindingContext): RecordHealth {
  const { healthCheck } = record;
  if (healthCheck === 'none') return record.evaluatesTargetHealth ? 'unknown' : 'healthy';
  if (healthCheck.by === 'other') return 'unknown';
  if (healthCheck.by === 'endpoint') return behind(record, routing, context);
  const control = routing.controls.find(({ healthCheckId }) => healthCheckId === healthCheck.id)?.state;
  if (control === undefined || control.state === 'missing') return 'unknown';
  return control.value === 'on' ? 'healthy' : 'unhealthy';
}

/** What Route 53's checkers say of the endpoint the record leads to. */
function behind({ region }: RoutingRecord, { id }: RoutingEntity, { evidence, now }: FindingContext): RecordHealth {
  const endpoint = evidence.endpoints.find((one) => one.id === `${id}/${region}`);
  if (endpoint === undefined || endpoint.route53.state === 'missing') return 'unknown';
  if (!isCurrent(endpoint.route53, endpoint.route53Cadence, now)) return 'unknown';
  return endpoint.route53.value.outcome === 'pass' ? 'healthy' : 'unhealthy';
}

function labels({ id, accountId, workloadId }: RoutingEntity) {
  return { subject: id, accountId, region: 'none' as const, workloadId };
}
