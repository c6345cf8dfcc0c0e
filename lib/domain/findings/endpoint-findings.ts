import type { EndpointEntity } from '../entities';
import { judgeEndpoint } from '../judge-endpoint';
import { darkRegions, type FindingContext, type FindingDraft, sinceOr } from './finding';

/** Regional endpoints in trouble of their own, in regions that are not in trouble as a whole. */
export function endpointFindings(context: FindingContext): readonly FindingDraft[] {
  const { evidence, overview, now } = context;
  const explained = darkRegions(context);
  const names = new Map(overview.workloads.map(({ id, name }) => [id, name]));
  return evidence.endpoints
    .filter(({ region }) => !explained.has(region))
    .flatMap((endpoint) => judge(endpoint, names.get(endpoint.workloadId) ?? endpoint.workloadId, now));
}

function judge(endpoint: EndpointEntity, name: string, now: number): FindingDraft[] {
  const { health, vantages, unreachableFromHere } = judgeEndpoint(endpoint, now);
  const { region, workloadId, accountId, hostname } = endpoint;
  const common = {
    accountId,
    region,
    workloadId,
    subject: endpoint.id,
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
  if (!onlyProbe && !onlyRoute53) return [];
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
