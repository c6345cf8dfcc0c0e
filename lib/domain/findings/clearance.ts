import { judgeBudget } from '../costs/budgets/judge-budget';
import type { FindingEntity, RoutingEntity, SourceEntity } from '../entities';
import { isCurrent } from '../freshness';
import { isAwsApi } from '../judge-api';
import { judgeEndpoint } from '../judge-endpoint';
import { newestValue } from '../observe';
import type { LinkView, ObjectiveView, RegionView } from '../overview/types';
import { findGivenUp } from '../recovery/quarantine';
import type { Clearance } from './carry-findings';
import { type FindingContext, subjectOf } from './finding';
import type { FindingCode } from './finding-order';
import { findPublishingRegions, isToldByLinks } from './publishing-regions';
import { judgeRecords } from './record-findings';
import { isDegradedAsWhole } from './region-findings';
import { sharedSubjectOf } from './source-findings';

/**
 * What the evidence of now says of a finding whose rule does not hold. Only evidence that is current and says the
 * opposite is `cleared`; that there is nothing to tell from is `unknown`.
 */
export function clearanceOf(finding: FindingEntity, context: FindingContext): Clearance {
  // Before anything is asked, and while the console is cut off, nothing new is known of anything outside.
  const { state } = context.overview.console;
  const isBlind = (state === 'starting' || state === 'cut-off') && !ownCodes.includes(finding.code);
  return isBlind ? 'unknown' : clearances[finding.code](subjectOf(finding), context, finding);
}

type Rule = (subject: string, context: FindingContext, finding: FindingEntity) => Clearance;

/** What the engine knows without asking anybody. */
const ownCodes: readonly FindingCode[] = [
  'engine-not-collecting',
  'fleet-file-refused',
  'flip-not-held',
  'report-not-delivered',
  'polling-over-budget',
  'polling-stretched',
  'console-cut-off',
];

/** Whoever says that it holds would say so again: that it is not said is the evidence. */
const said: Rule = () => 'cleared';

const clearances: Readonly<Record<FindingCode, Rule>> = {
  'console-cut-off': (_, { overview }) =>
    overview.regions.some(({ api }) => api.state === 'reachable' || api.state === 'partly') ? 'cleared' : 'unknown',
  'engine-not-collecting': said,
  'fleet-file-refused': said,
  'flip-not-held': said,
  'report-not-delivered': said,
  'polling-over-budget': said,
  'polling-stretched': said,
  'region-down': ofRegion(({ health }) => (health.state === 'unknown' ? 'unknown' : 'cleared')),
  // A region that falls silent again is given up still: only a return or a person ends it.
  'region-quarantined': (subject, { evidence, now }) => {
    const entity = evidence.workloads.find(({ id }) => subject.startsWith(`${id}/`));
    if (entity === undefined) return 'withdrawn';
    const givenUp = findGivenUp(entity.workload, evidence, now);
    const isKept = givenUp.some(({ region, owner }) => `${entity.id}/${region}` === subject && owner === 'nobody');
    return isKept ? 'unknown' : 'cleared';
  },
  'region-unreachable': ofRegion(({ health, reach }) => {
    if (health.state === 'down') return 'superseded';
    return reach === 'answering' ? 'cleared' : 'unknown';
  }),
  'region-degraded': ofRegion(({ health }) => {
    if (health.state === 'down') return 'superseded';
    return health.state === 'unknown' ? 'unknown' : 'cleared';
  }),
  'entry-point-down': (id, { overview }) => {
    const workload = overview.workloads.find((one) => one.id === id);
    if (workload === undefined) return 'withdrawn';
    return workload.userHealth.state === 'unknown' ? 'unknown' : 'cleared';
  },
  'no-healthy-record': ofRouting((routing, context) =>
    judgeRecords(routing, context).state === 'not-known' ? 'unknown' : 'cleared',
  ),
  'routing-unexpected': ofRouting(({ answer, answerCadence }, { now }) =>
    isCurrent(answer, answerCadence, now) ? 'cleared' : 'unknown',
  ),
  'records-changed': said,
  // Both follow from the records as they were read last: not to hold is to have read better ones.
  'record-always-answered': ofRouting(({ records }) => (records === undefined ? 'unknown' : 'cleared')),
  'ttl-too-long': ofRouting(({ records }) => (records === undefined ? 'unknown' : 'cleared')),
  unprotected: (id, { overview }) => {
    const workload = overview.workloads.find((one) => one.id === id);
    if (workload === undefined) return 'withdrawn';
    return workload.protection.state === 'unknown' ? 'unknown' : 'cleared';
  },
  'target-unlawful': said,
  'store-unprotected': said,
  'objective-breached': ofObjective(({ rpo }) => (rpo.state === 'not-measured' ? 'unknown' : 'cleared')),
  'objective-at-risk': ofObjective(({ rpo }) => {
    if (rpo.state === 'breached') return 'superseded';
    return rpo.state === 'not-measured' ? 'unknown' : 'cleared';
  }),
  'objective-not-measured': ofObjective(({ rpo }) => (rpo.state === 'not-measured' ? 'unknown' : 'cleared')),
  'objective-shorter-than-evidence': said,
  'replication-failed': ofLink(({ backlog }) =>
    backlog === undefined || backlog.pendingOperations.state === 'observed' ? 'cleared' : 'unknown',
  ),
  'link-stalled': ofLink(({ flow }) => (flow === 'unknown' ? 'unknown' : 'cleared')),
  'link-not-replicating': ofLink(({ copyState }) => (copyState === 'unknown' ? 'unknown' : 'cleared')),
  'link-late': ofLink(({ flow, freshness }) => {
    if (flow === 'stalled' || flow === 'rebuilding') return 'superseded';
    return freshness === 'live' || flow === 'idle' ? 'cleared' : 'unknown';
  }),
  'link-unmeasured': ofLink(({ id }, { evidence }) => {
    const lag = evidence.links.find((link) => link.id === id)?.lag;
    const silent = lag?.state === 'missing' && (lag.reason === 'no-data' || lag.reason === 'not-published');
    return lag === undefined || lag.state === 'observed' || silent ? 'cleared' : 'unknown';
  }),
  'backup-missing': ofVault,
  'backup-too-old': ofVault,
  'endpoint-down': ofEndpoint(({ health }) => (health.state === 'unknown' ? 'unknown' : 'cleared')),
  'endpoint-failing-one-vantage': ofEndpoint(({ health, vantages }) => {
    if (health.state === 'down') return 'superseded';
    return vantages.probe.verdict === 'pass' && vantages.route53.verdict === 'pass' ? 'cleared' : 'unknown';
  }),
  'endpoint-degraded': ofEndpoint(({ health }, isGrey) => {
    if (health.state === 'down' || isGrey) return 'superseded';
    return health.state === 'unknown' ? 'unknown' : 'cleared';
  }),
  'no-data': (id, { evidence, now }) => {
    const endpoint = evidence.endpoints.find((one) => one.id === id);
    if (endpoint === undefined) return 'withdrawn';
    return isCurrent(endpoint.requestsPerSecond, endpoint.signalCadence, now) ? 'cleared' : 'unknown';
  },
  // These rules hold by what was known last, however old: not to hold is to know better, or to know nothing at all.
  'capacity-short': (subject, { evidence }) =>
    ofNewest(evidence.endpoints.find(({ workloadId, region }) => `${workloadId}/${region}` === subject)?.capacity),
  'secret-out-of-sync': (id, { evidence }) => ofNewest(evidence.secrets.find((one) => one.id === id)?.described),
  'key-missing': (id, { evidence }) => ofNewest(evidence.keys.find((one) => one.id === id)?.described),
  'key-disabled': (id, { evidence }) => ofNewest(evidence.keys.find((one) => one.id === id)?.described),
  'distribution-disabled': (id, { evidence }) =>
    ofNewest(evidence.distributions.find((one) => one.id === id)?.described),
  'origins-in-one-region': (id, { evidence }) =>
    ofNewest(evidence.distributions.find((one) => one.id === id)?.described),
  'quota-mismatch': (id, { evidence }) => ofNewest(evidence.quotas.find((one) => one.id === id)?.value),
  'budget-over': ofBudget,
  'budget-forecast-over': ofBudget,
  'budget-nearly-spent': ofBudget,
  'budget-not-measured': ofBudget,
  'alarm-firing': ofAlarm,
  'alarm-in-wrong-region': ofMisplacedAlarm,
  'alarm-without-data': ofAlarm,
  'aws-health-issue': said,
  'aws-planned-work': said,
  'credentials-expired': ofSources,
  'clock-skewed': ofSources,
  'region-not-enabled': ofSources,
  'no-support-plan': ofSources,
  'source-denied': ofSources,
  'source-throttled': ofSources,
  'source-failing': ofSources,
  'source-odd': ofSources,
};

function ofRegion(judge: (region: RegionView) => Clearance): Rule {
  return (code, { overview }) => {
    const region = overview.regions.find((one) => one.code === code);
    return region === undefined ? 'withdrawn' : judge(region);
  };
}

function ofRouting(judge: (routing: RoutingEntity, context: FindingContext) => Clearance): Rule {
  return (id, context) => {
    const routing = context.evidence.routings.find((one) => one.id === id);
    return routing === undefined ? 'withdrawn' : judge(routing, context);
  };
}

function ofObjective(judge: (objective: ObjectiveView) => Clearance): Rule {
  return (subject, { overview }) => {
    const workload = overview.workloads.find(({ id }) => subject.startsWith(`${id}/`));
    const objective = workload?.objectives.find(({ scenario }) => `${workload.id}/${scenario}` === subject);
    return objective === undefined ? 'withdrawn' : judge(objective);
  };
}

/** A dark end: said with its region once that is down, and not known until then. */
function ofLink(judge: (link: LinkView, context: FindingContext) => Clearance): Rule {
  return (id, context) => {
    const link = context.overview.links.find((one) => one.id === id);
    if (link === undefined) return 'withdrawn';
    const ends = context.overview.regions.filter(({ code }) => code === link.source || code === link.target);
    return inDark(ends) ?? judge(link, context);
  };
}

function ofEndpoint(judge: (judged: ReturnType<typeof judgeEndpoint>, isGrey: boolean) => Clearance): Rule {
  return (id, context) => {
    const endpoint = context.evidence.endpoints.find((one) => one.id === id);
    if (endpoint === undefined) return 'withdrawn';
    const regions = context.overview.regions.filter(({ code }) => code === endpoint.region);
    const isGrey = regions.some((region) => isDegradedAsWhole(region, context));
    return inDark(regions) ?? judge(judgeEndpoint(endpoint, context.now), isGrey);
  };
}

function inDark(regions: readonly RegionView[]): Clearance | undefined {
  if (regions.some(({ health }) => health.state === 'down')) return 'superseded';
  return regions.some(({ reach }) => reach === 'dark') ? 'unknown' : undefined;
}

function ofVault(id: string, { overview }: FindingContext): Clearance {
  const vault = overview.workloads.flatMap(({ backups }) => backups).find((one) => one.id === id);
  if (vault === undefined) return 'withdrawn';
  return vault.verdict.state === 'not-measured' ? 'unknown' : 'cleared';
}

/** Another state of the same budget takes its place; that nobody can say is no end of anything but itself. */
function ofBudget(id: string, { evidence, now }: FindingContext, { code }: FindingEntity): Clearance {
  const entity = evidence.budgets.find((one) => one.id === id);
  if (entity === undefined) return 'withdrawn';
  const { state, asOf } = judgeBudget(entity, now);
  if (code === 'budget-not-measured') return 'cleared';
  const isOfBefore =
    asOf !== 'never' && new Date(asOf).toISOString().slice(0, 7) < new Date(now).toISOString().slice(0, 7);
  if (state === 'not-measured') return isOfBefore ? 'cleared' : 'unknown';
  return state === 'within' ? 'cleared' : 'superseded';
}

function ofAlarm(id: string, { evidence }: FindingContext): Clearance {
  return ofNewest(evidence.alarms.find((one) => one.id === id)?.state);
}

/** Without a link that tells where its metric is published nothing says that it is in the right region. */
function ofMisplacedAlarm(id: string, context: FindingContext): Clearance {
  const { alarms, links } = context.evidence;
  const alarm = alarms.find((one) => one.id === id);
  const metric = alarm?.metric;
  const isUntold =
    alarm !== undefined &&
    metric !== undefined &&
    isToldByLinks(metric) &&
    findPublishingRegions(metric, alarm, links) === 'anywhere';
  return isUntold ? 'unknown' : ofAlarm(id, context);
}

/** Nothing of the kind is there any more, something is known of it, or nothing ever was. */
function ofNewest(observation: Parameters<typeof newestValue>[0] | undefined): Clearance {
  if (observation === undefined) return 'withdrawn';
  return newestValue(observation) === 'none' ? 'unknown' : 'cleared';
}

/** Cleared once its source, or one of those that share its trouble, is answered. */
function ofSources(subject: string, { evidence, overview }: FindingContext, finding: FindingEntity): Clearance {
  const { code } = finding;
  const sharing = evidence.sources.filter((source) => isAwsApi(source) && sharedSubjectOf(code, source) === subject);
  const own = evidence.sources.filter(({ id }) => id === subject);
  if (own.length + sharing.length === 0) return 'withdrawn';
  if (own.some((source) => isWell(source, code))) return 'cleared';
  if (sharing.some((source) => isAnsweredSince(source, finding))) return 'cleared';
  // A region out of reach explains a call that fails; it does not explain one that was refused.
  const dark = (region: string) => overview.regions.some((one) => one.code === region && one.reach === 'dark');
  const isExplained = own.some(({ region, state }) => dark(region) || refusals.includes(state));
  return code === 'source-failing' && isExplained ? 'superseded' : 'unknown';
}

/** Answers that say no: the call no longer fails, it is refused, and that has a code of its own. */
const refusals: readonly SourceEntity['state'][] = [
  'denied',
  'throttled',
  'credentials-expired',
  'clock-skewed',
  'region-not-enabled',
  'no-support-plan',
];

function isWell({ state, message }: SourceEntity, code: FindingCode): boolean {
  return state === 'answered' && (code !== 'source-odd' || message === '');
}

/** An answer from before the trouble says nothing of it. Only AWS Health itself tells of the support plan. */
function isAnsweredSince({ state, api, lastAnswerAt }: SourceEntity, { code, since }: FindingEntity): boolean {
  if (state !== 'answered' || lastAnswerAt === 'never' || lastAnswerAt <= since) return false;
  return code !== 'no-support-plan' || api === 'health';
}
