import type { EndpointEntity } from '../entities';
import { judgeEndpoint } from '../judge-endpoint';
import { formatMissingReason } from '../observe';
import { formatMoment } from '../wording/moment';
import { darkRegions, type FindingContext, type FindingDraft, sinceOr } from './finding';
import { isDegradedAsWhole } from './region-findings';

/** Regional endpoints in trouble of their own, in regions that are not in trouble as a whole. */
export function endpointFindings(context: FindingContext): readonly FindingDraft[] {
  const { evidence, overview } = context;
  const dark = darkRegions(context);
  const grey = new Set(overview.regions.filter((region) => isDegradedAsWhole(region, context)).map(({ code }) => code));
  return evidence.endpoints
    .filter(({ region }) => !dark.has(region))
    .flatMap((endpoint) => judge(endpoint, context, grey.has(endpoint.region)));
}

function judge(endpoint: EndpointEntity, { overview, now }: FindingContext, isGrey: boolean): FindingDraft[] {
  const name = overview.workloads.find(({ id }) => id === endpoint.workloadId)?.name ?? endpoint.workloadId;
  const { health, vantages, unreachableFromHere } = judgeEndpoint(endpoint, now);
  const { region, hostname } = endpoint;
  const common = {
    ...labels(endpoint),
    since: sinceOr(health.since, now),
    evidence: [hostname, vantages.probe.sentence, vantages.route53.sentence],
  };
  if (health.state === 'down') {
    const sentence = `${name} is down in ${region}: ${health.reason}`;
    const clear = 'Clears when a vantage on the user path passes again';
    return [{ ...common, code: 'endpoint-down', severity: 'critical', sentence, clear }];
  }
  const onlyProbe = unreachableFromHere && vantages.route53.verdict !== 'fail';
  const onlyRoute53 = vantages.route53.verdict === 'fail' && vantages.probe.verdict !== 'fail';
  if (onlyProbe || onlyRoute53) {
    const words = onlyProbe ? 'cannot be reached from here' : "fails for Route 53's checkers";
    return [
      {
        ...common,
        code: 'endpoint-failing-one-vantage',
        severity: 'warning',
        sentence: `${name} in ${region} ${words}: one of two vantages, not yet a verdict`,
        clear: 'Clears when both vantages pass; it becomes down when both fail',
      },
    ];
  }
  if (health.state === 'degraded' && !isGrey && vantages.route53.verdict === 'pass') {
    return [
      {
        ...common,
        code: 'endpoint-degraded',
        severity: 'warning',
        sentence: `${name} serves badly in ${region}: ${health.reason}`,
        clear: 'Clears when its figures are good again. Look at its targets and at what they depend on',
      },
    ];
  }
  return withoutFigures(endpoint, name, now);
}

/** It answers, so something is served; its load balancer has nothing to say of it. */
function withoutFigures(endpoint: EndpointEntity, name: string, now: number): FindingDraft[] {
  const { requestsPerSecond: requests, probe, region, hostname } = endpoint;
  const answers = probe.state === 'observed' && probe.value.outcome === 'pass';
  if (!answers || requests.state !== 'missing') return [];
  if (requests.reason !== 'no-data' && requests.reason !== 'not-published') return [];
  const last = requests.lastKnown;
  const when = last === 'none' ? 'none came yet' : `the newest is of ${formatMoment(last.measuredAt, now)}`;
  return [
    {
      ...labels(endpoint),
      code: 'no-data',
      severity: 'notice',
      sentence: `${name} answers in ${region} and its load balancer publishes no figures: ${when}`,
      evidence: [hostname, `Requests: ${formatMissingReason(requests.reason)}`],
      clear: 'Clears when a figure arrives. Check that users reach it through the load balancer the fleet declares',
      since: Math.min(requests.since, now),
    },
  ];
}

function labels({ id, accountId, region, workloadId }: EndpointEntity) {
  return { subject: id, accountId, region, workloadId };
}
