import type { Cadence, EndpointEntity, RoutingEntity, RoutingRecord } from '../entities';
import type { EntryPoint } from '../fleet';
import { freshnessOf, isCurrent } from '../freshness';
import { judgeEndpoint } from '../judge-endpoint';
import { judgeVantage } from '../judge-vantage';
import { newestValue } from '../observe';
import type { EpochMs } from '../time';
import { formatMoment } from '../wording/moment';
import { signalView } from './signal-view';
import type { EntryPointView, RecordView } from './types';

/** Routing controls are read from CloudWatch: a minute's point may honestly arrive this late, in seconds. */
export const controlCadence: Cadence = { cadenceSeconds: 60, publishDelaySeconds: 150 };

/** An entry point record by record, with what Route 53 answers now. */
export function viewEntryPoint(
  entryPoint: EntryPoint,
  routing: RoutingEntity | undefined,
  endpoints: readonly EndpointEntity[],
  now: EpochMs,
): EntryPointView {
  const { id, hostname, path } = entryPoint;
  if (routing === undefined) {
    return {
      id,
      hostname,
      path,
      policy: 'not read yet',
      answer: 'never-asked',
      answerSentence: 'No answer seen yet',
      probeSentence: 'Console probe: no data yet',
      records: 'not-read-yet',
    };
  }
  return {
    id,
    hostname,
    path,
    policy: routing.policy,
    answer: signalView(routing.answer, routing.answerCadence, false, now),
    answerSentence: answerSentence(routing, now),
    probeSentence: judgeVantage('Console probe', routing.probe, routing.probeCadence, now).sentence.replace(/\.$/, ''),
    records: routing.records?.map((record) => viewRecord(record, routing, endpoints, now)) ?? 'not-read-yet',
  };
}

function answerSentence({ answer, answerCadence }: RoutingEntity, now: EpochMs): string {
  const newest = newestValue(answer);
  if (newest === 'none') return 'No answer seen yet';
  const { region } = newest.value;
  const where = region === 'unrecognised' ? 'an address that is none of ours' : region;
  if (answer.state === 'observed' && freshnessOf(answer, answerCadence, now) !== 'stale') {
    return `Near the console Route 53 answers ${where}`;
  }
  return `Not known now; near the console Route 53 answered ${where} at ${formatMoment(newest.measuredAt, now, 'second')}`;
}

function viewRecord(
  record: RoutingRecord,
  routing: RoutingEntity,
  endpoints: readonly EndpointEntity[],
  now: EpochMs,
): RecordView {
  return {
    ...record,
    answered: answeredBy(record, routing, now),
    condition: conditionOf(record, routing, endpoints, now),
  };
}

/** A record that leads to further records is answered through them, so it says nothing by itself. */
function answeredBy(
  record: RoutingRecord,
  { answer, answerCadence }: RoutingEntity,
  now: EpochMs,
): RecordView['answered'] {
  if (answer.state === 'missing' || !isCurrent(answer, answerCadence, now)) return 'unknown';
  return record.region !== 'none' && record.region === answer.value.region ? 'yes' : 'no';
}

function conditionOf(
  record: RoutingRecord,
  routing: RoutingEntity,
  endpoints: readonly EndpointEntity[],
  now: EpochMs,
): RecordView['condition'] {
  const { healthCheck, region } = record;
  if (healthCheck === 'none') {
    return record.evaluatesTargetHealth
      ? { state: 'follows', sentence: 'Follows the health of its target' }
      : { state: 'always', sentence: 'No health check: answered whatever happens' };
  }
  if (healthCheck.by === 'routing-control') return controlCondition(healthCheck.id, routing, now);
  const endpoint = endpoints.find((one) => one.region === region);
  if (healthCheck.by === 'other' || endpoint === undefined) {
    return { state: 'unknown', sentence: `Health check ${healthCheck.id} is not watched` };
  }
  const { vantages } = judgeEndpoint(endpoint, now);
  return { state: vantages.route53.verdict, sentence: vantages.route53.sentence };
}

function controlCondition(healthCheckId: string, { controls }: RoutingEntity, now: EpochMs): RecordView['condition'] {
  const control = controls.find((one) => one.healthCheckId === healthCheckId);
  const newest = control === undefined ? 'none' : newestValue(control.state);
  if (control === undefined || newest === 'none')
    return { state: 'unknown', sentence: 'Routing control: not read yet' };
  const when = formatMoment(newest.measuredAt, now);
  if (control.state.state === 'missing' || !isCurrent(control.state, controlCadence, now)) {
    return { state: 'unknown', sentence: `Routing control not known now; it was ${newest.value} at ${when}` };
  }
  const on = newest.value === 'on';
  return { state: on ? 'pass' : 'fail', sentence: `Routing control is ${newest.value} at ${when}` };
}
