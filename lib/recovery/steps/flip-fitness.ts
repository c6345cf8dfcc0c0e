import { type AlarmReading, type AlarmRule, fetchHealthChecks } from '@/lib/aws';
import type { FollowedAlarm, RoutingEntity } from '@/lib/domain/entities';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { HealthCheckFlip } from '@/lib/domain/recovery/step';
import { formatMoment } from '@/lib/domain/wording/moment';
import { recordRead } from './call-records';
import type { FlipView } from './flip-view';
import { scopeOf } from './outcomes';
import type { StepContext, StepPorts } from './step-kind';

/** Why a health check must not be turned as things are, or that nothing speaks against it. */
export interface Fitness {
  readonly unfit: { readonly sentence: string; readonly next: string } | 'none';
  readonly calls: readonly CallRecord[];
}

/** Where the control plane of Route 53 lives. */
export const controlPlane = 'us-east-1';

/**
 * A value must turn the alarm, a gap must turn nothing, the check must follow that alarm, and whoever users are led to must
 * pass its own check. What was never read is not fit.
 */
export async function judgeFlip(
  flip: HealthCheckFlip,
  view: FlipView,
  ports: StepPorts,
  context: StepContext,
): Promise<Fitness> {
  const bad = badAlarm(flip, view);
  if (bad !== 'none') return { unfit: bad, calls: [] };
  const [config, status] = await Promise.all([readConfig(flip, ports, context), readStatus(flip, ports)]);
  return { unfit: config.unfit === 'none' ? status.unfit : config.unfit, calls: [...config.calls, ...status.calls] };
}

const correct = 'Correct the alarm, or the flip in the fleet file.';

function badAlarm(flip: HealthCheckFlip, { alarm, words }: FlipView): Fitness['unfit'] {
  const { standby, metric } = flip;
  if (alarm === 'unread') return { sentence: `The alarm cannot be read: ${words}.`, next: 'Try it again.' };
  if (alarm === 'absent') {
    return {
      sentence: `${standby} has no metric alarm ${flip.alarm} that the health check could follow.`,
      next: correct,
    };
  }
  const { name, rule = 'none' } = alarm;
  if (!watches(alarm, flip)) {
    return { sentence: `${name} in ${standby} does not watch ${metric.namespace} ${metric.name}.`, next: correct };
  }
  if (rule === 'none') return { sentence: `${name} in ${standby} has no plain threshold.`, next: correct };
  if (!breaches(rule, metric.away) || breaches(rule, metric.back)) {
    const sentence = `${name} fires ${rule.comparison} ${rule.threshold}: ${metric.away} must, and ${metric.back} must not make it fire.`;
    return { sentence, next: correct };
  }
  if (rule.missingData === 'missing' || rule.missingData === 'ignore') return 'none';
  const sentence = `${name} in ${standby} treats missing data as ${rule.missingData}: a gap in what is published would lead users elsewhere.`;
  return { sentence, next: 'Let the alarm treat missing data as missing.' };
}

function watches({ metric }: AlarmReading, { metric: wanted }: HealthCheckFlip): boolean {
  if (metric === 'none' || metric.namespace !== wanted.namespace || metric.name !== wanted.name) return false;
  const entries = Object.entries(wanted.dimensions);
  const isSame = entries.every(([name, value]) => metric.dimensions[name] === value);
  return isSame && Object.keys(metric.dimensions).length === entries.length;
}

function breaches({ comparison, threshold }: AlarmRule, value: number): boolean {
  switch (comparison) {
    case 'above':
      return value > threshold;
    case 'at-or-above':
      return value >= threshold;
    case 'below':
      return value < threshold;
    case 'at-or-below':
      return value <= threshold;
  }
}

type Config = { readonly follows: FollowedAlarm | 'none'; readonly known: string };

/** As the console last read it, with the date, where us-east-1 is the region being left; else asked there now. */
async function readConfig(flip: HealthCheckFlip, ports: StepPorts, context: StepContext): Promise<Fitness> {
  if (context.source === controlPlane) return { unfit: badConfig(flip, await lastRead(flip, ports)), calls: [] };
  const answer = await fetchHealthChecks(ports.edge, scopeOf(ports, flip.accountId, controlPlane));
  const call = { action: 'route53:ListHealthChecks', endpointRegion: controlPlane, at: ports.clock.now() };
  const config =
    answer.state === 'answered'
      ? configIn(answer.value.find(({ id, disabled, inverted }) => id === flip.healthCheck && !disabled && !inverted))
      : await lastRead(flip, ports);
  const found = config === 'never' ? 'nothing' : describeConfig(flip, config);
  return { unfit: badConfig(flip, config), calls: [recordRead(answer, call, `${found}.`)] };
}

function configIn(check: { readonly follows?: FollowedAlarm } | undefined): Config {
  return { follows: check?.follows ?? 'none', known: 'now' };
}

async function lastRead({ healthCheck }: HealthCheckFlip, ports: StepPorts): Promise<Config | 'never'> {
  const entities = await ports.entities();
  const routings = entities.filter((one): one is RoutingEntity => one.kind === 'routing');
  for (const { records = [], zone } of routings) {
    const record = records.find((one) => one.healthCheck !== 'none' && one.healthCheck.id === healthCheck);
    if (record === undefined || record.healthCheck === 'none' || zone === undefined) continue;
    return {
      follows: record.healthCheck.follows ?? 'none',
      known: `at ${formatMoment(zone.readAt, ports.clock.now())}`,
    };
  }
  return 'never';
}

function describeConfig({ healthCheck }: HealthCheckFlip, { follows, known }: Config): string {
  if (follows === 'none') return `${healthCheck} follows no alarm, as read ${known}`;
  const { alarm, region, withoutData } = follows;
  return `${healthCheck} follows ${alarm} in ${region} and is ${withoutData} without data, as read ${known}`;
}

function badConfig(flip: HealthCheckFlip, config: Config | 'never'): Fitness['unfit'] {
  if (config === 'never') {
    return {
      sentence: `What the health check ${flip.healthCheck} follows was never read, and ${controlPlane} is not asked or does not tell it now.`,
      next: 'Lead users away by hand, or try it again once Route 53 answers.',
    };
  }
  const { follows } = config;
  const words = `${describeConfig(flip, config)}.`;
  if (follows === 'none' || follows.alarm !== flip.alarm || follows.region !== flip.standby) {
    const next = `Let it follow ${flip.alarm} in ${flip.standby}, neither disabled nor inverted, or correct the flip in the fleet file.`;
    return { sentence: words, next };
  }
  if (follows.withoutData === 'last-known') return 'none';
  const sentence = `${words} A gap in what is published would turn it by itself.`;
  return { sentence, next: 'Set InsufficientDataHealthStatus of the health check to LastKnownStatus.' };
}

/** By the status record over DNS, which needs no API and survives the loss of any region. */
async function readStatus(
  { statusHostname, to, region, standby }: HealthCheckFlip,
  ports: StepPorts,
): Promise<Fitness> {
  const wanted = to === 'away' ? standby : region;
  const status = await ports.prober.readStatusRecord(statusHostname, ports.limits.probeMs);
  const words =
    status.outcome === 'unreadable'
      ? `Whether ${wanted} passes its own health check is not known: ${status.detail}`
      : `${wanted} ${status.outcome === 'healthy' ? 'passes' : 'fails'} its own health check, as ${statusHostname} answers.`;
  const call: CallRecord = {
    at: ports.clock.now(),
    action: 'dns:TXT',
    endpointRegion: 'none',
    requestId: 'none',
    outcome: status.outcome === 'unreadable' ? 'unknown' : 'answered',
    detail: words,
  };
  if (status.outcome === 'healthy') return { unfit: 'none', calls: [call] };
  const next = `See that ${wanted} serves before users are led there.`;
  return { unfit: { sentence: words, next }, calls: [call] };
}
