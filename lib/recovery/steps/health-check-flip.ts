import type { CallRecord } from '@/lib/domain/recovery/execution';
import { type HeldFlip, heldFlipId, republishSeconds } from '@/lib/domain/recovery/held-flip';
import type { HealthCheckFlip, PlannedCall, StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { recordAct } from './call-records';
import { asDocumented, expectedFor } from './expected-time';
import { controlPlane, judgeFlip } from './flip-fitness';
import { alarmSays, type FlipView, readFlip } from './flip-view';
import { tryLetIn } from './let-in';
import { acting, permissionsOf, reading } from './looking-facts';
import { afterFailedAct, refuse, scopeOf, secondsSinceBegun } from './outcomes';
import { describeValue, publishFlip } from './publish-flip';
import type {
  DescribeContext,
  DryRun,
  ReadBack,
  StepCheck,
  StepContext,
  StepKindRules,
  StepOutcome,
  StepPorts,
} from './step-kind';

type FlipSpec = StepOf<'health-check-flip'>;

const publish = 'cloudwatch:PutMetricData';
const lookEverySeconds = 10;

const usual = asDocumented(
  180,
  300,
  'CloudWatch guide: an alarm is evaluated every minute over minutes that are over; Route 53 answers follow within seconds',
);

function plannedCalls(flip: FlipSpec, { source }: DescribeContext): readonly PlannedCall[] {
  const { standby, hostname, statusHostname, metric } = flip;
  return [
    reading('cloudwatch:DescribeAlarms', standby, { AlarmName: flip.alarm }),
    // What was read of it before will do where that is the region being left.
    ...(source === controlPlane
      ? []
      : [reading('route53:ListHealthChecks', controlPlane, { HealthCheckId: flip.healthCheck })]),
    reading('dns:TXT', 'any', { name: statusHostname }),
    acting(publish, standby, { Namespace: metric.namespace, MetricName: metric.name, Value: String(metric[flip.to]) }),
    reading('dns:A', 'any', { name: hostname }),
  ];
}

function describe(flip: FlipSpec, context: DescribeContext): StepFacts {
  const { healthCheck, region, standby, to, hostname } = flip;
  const calls = plannedCalls(flip, context);
  const every = `published every ${republishSeconds} s`;
  return {
    plane: 'data',
    // On the way back a standby that is silent gets its value once it answers: its own check fails meanwhile.
    regionsNeeded: to === 'away' ? [standby] : [],
    permissions: permissionsOf(calls),
    idempotency: 'idempotent',
    expected: expectedFor(flip, context, usual),
    calls,
    changes:
      to === 'away'
        ? `The health check ${healthCheck} of ${region} fails by ${describeValue(flip)}, ${every} by any engine until users are led back; ${hostname} leads to ${standby}.`
        : `The health check ${healthCheck} of ${region} passes again by ${describeValue(flip)}; ${hostname} leads to ${region}, and nothing is published any more.`,
    wayBack:
      to === 'away'
        ? `A health-check-flip with to: back, as the way home has it: it publishes ${flip.metric.back} until the alarm is OK, and ends the publishing.`
        : `A health-check-flip with to: away, which publishes ${flip.metric.away}.`,
  };
}

/** Users away are held there; users at home are not held. */
function isTurned(flip: HealthCheckFlip, view: FlipView, held: HeldFlip | 'none'): boolean {
  if (view.led !== 'there') return false;
  if (flip.to === 'away') return held !== 'none' && held.flip.to === 'away' && alarmSays(view, flip);
  return held === 'none' && typeof view.alarm === 'object' && view.alarm.state !== 'alarm';
}

async function perform(flip: FlipSpec, ports: StepPorts, context: StepContext): Promise<StepOutcome> {
  const [view, held] = await Promise.all([readFlip(flip, ports, context), findHeld(ports, heldFlipId(flip))]);
  if (isTurned(flip, view, held)) return { state: 'done', sentence: `Already so: ${view.words}.`, calls: view.calls };
  if (isCutOff(flip, view, context)) return letBack(flip, view, held, ports, context);
  const fitness = await judgeFlip(flip, view, ports, context);
  const read = [...view.calls, ...fitness.calls];
  if (fitness.unfit !== 'none') return refuse(fitness.unfit.sentence, fitness.unfit.next, read);
  const { answer, call } = await putValue(flip, ports);
  const calls = [...read, { ...call, before: `${view.words}.` }];
  if (answer.state !== 'accepted') return afterFailedAct(answer, calls);
  await ports.flips.hold(toHeld(flip, held, ports, context));
  const sentence = `Published ${describeValue(flip)}; engines go on every ${republishSeconds} s.`;
  return { state: 'begun', sentence, remember: {}, lookAgainIn: lookEverySeconds, calls };
}

/** The standby region that is given up for the one that is come home to does not tell: nothing can be published there. */
function isCutOff(flip: FlipSpec, { alarm }: FlipView, { mode, source }: StepContext): boolean {
  return flip.to === 'back' && alarm === 'unread' && mode === 'ungraceful' && source === flip.standby;
}

/**
 * While the check of either region fails Route 53 answers with the first record, which is the one that is come home to. From
 * now on engines publish that it is well, so that the standby gets nobody when it answers again.
 */
async function letBack(
  flip: FlipSpec,
  view: FlipView,
  held: HeldFlip | 'none',
  ports: StepPorts,
  context: StepContext,
): Promise<StepOutcome> {
  const { publishedAt } = held === 'none' ? toHeld(flip, held, ports, context) : held;
  await ports.flips.hold({ ...toHeld(flip, held, ports, context), publishedAt });
  const sentence = `${describeValue(flip)} is published once that region answers: ${view.words}.`;
  return { state: 'begun', sentence, remember: {}, lookAgainIn: lookEverySeconds, calls: view.calls };
}

async function putValue(flip: FlipSpec, ports: StepPorts) {
  const { accountId, standby } = flip;
  const answer = await publishFlip(ports.edge, scopeOf(ports, accountId, standby, 'actMs'), flip);
  const call: CallRecord = recordAct(answer, ports.clock.now(), `Publish ${describeValue(flip)}`);
  return { answer, call };
}

function toHeld(
  { kind: _, ...flip }: FlipSpec,
  held: HeldFlip | 'none',
  ports: StepPorts,
  { executionId, workloadId }: StepContext,
): HeldFlip {
  const now = ports.clock.now();
  const since = held !== 'none' && held.flip.to === flip.to ? held.since : now;
  return { workloadId, executionId, flip, since, publishedAt: now, trouble: '' };
}

/** What AWS took and no alarm shows after this long did nothing: twice what its documentation lets expect. */
const turnsWithinSeconds = 600;

async function check(flip: FlipSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const id = heldFlipId(flip);
  const [view, held] = await Promise.all([readFlip(flip, ports, context), findHeld(ports, id)]);
  const isSaid = alarmSays(view, flip) || isTurned(flip, view, held);
  const words = `${view.words}.`;
  if (isSaid && view.led === 'there') {
    const calls = await settle(flip, held, ports, context);
    if (calls === 'not-published') return notYet(`Its value could not be published again: ${words}`, []);
    const sentence =
      flip.to === 'away' ? `Users are held away: ${words}` : `Users are led home, and nothing is published: ${words}`;
    return { state: 'done', sentence, calls: [...calls, ...view.calls] };
  }
  if (isCutOff(flip, view, context)) {
    if (view.led !== 'there') return notYet(`DNS must follow: ${words}`, []);
    const sentence = `Users are led to ${flip.region} while both health checks fail; ${describeValue(flip)} is published once that region answers: ${words}`;
    return { state: 'done', sentence, calls: view.calls };
  }
  if (secondsSinceBegun(context, ports.clock.now()) > turnsWithinSeconds) return fail(flip, view, ports);
  const calls = await keepPublished(flip, held, ports, context);
  return notYet(`The alarm must say it and DNS must follow: ${words}`, calls === 'not-published' ? [] : calls);
}

function notYet(sentence: string, calls: readonly CallRecord[]): StepCheck {
  return { state: 'not-yet', sentence, remember: {}, lookAgainIn: lookEverySeconds, calls };
}

/** Away it must be written down who goes on; at home it ends. */
async function settle(
  flip: FlipSpec,
  held: HeldFlip | 'none',
  ports: StepPorts,
  context: StepContext,
): Promise<readonly CallRecord[] | 'not-published'> {
  if (flip.to === 'away') return keepPublished(flip, held, ports, context);
  await ports.flips.end(heldFlipId(flip));
  return [];
}

/** Publishes once more where the last value is a period old, or where nobody is to go on: then that is written down. */
async function keepPublished(
  flip: FlipSpec,
  held: HeldFlip | 'none',
  ports: StepPorts,
  context: StepContext,
): Promise<readonly CallRecord[] | 'not-published'> {
  const isHeld = held !== 'none' && held.flip.to === flip.to;
  if (isHeld && ports.clock.now() - held.publishedAt < republishSeconds * 1000) return [];
  const { answer, call } = await putValue(flip, ports);
  if (answer.state !== 'accepted') return isHeld ? [call] : 'not-published';
  await ports.flips.hold(toHeld(flip, held, ports, context));
  return [call];
}

/** An alarm that never fired is not held on; one that did goes on, for users may be there already. */
async function fail(flip: FlipSpec, view: FlipView, ports: StepPorts): Promise<StepCheck> {
  const isSaid = alarmSays(view, flip);
  if (!isSaid && flip.to === 'away') await ports.flips.end(heldFlipId(flip));
  const goesOn = isSaid || flip.to === 'back' ? 'It is published on.' : 'Nothing is published any more.';
  return {
    state: 'failed',
    sentence: `AWS took ${describeValue(flip)}, and yet ${view.words}. ${goesOn}`,
    next: isSaid
      ? `Look which health check the record of ${flip.region} hangs on.`
      : 'Look what the alarm watches, and over how many periods.',
    calls: view.calls,
  };
}

async function readBack(flip: FlipSpec, ports: StepPorts, context: StepContext): Promise<ReadBack> {
  const [view, held] = await Promise.all([readFlip(flip, ports, context), findHeld(ports, heldFlipId(flip))]);
  const { calls } = view;
  if (isTurned(flip, view, held)) return { verdict: 'happened', sentence: `${view.words}.`, calls };
  if (held !== 'none' && held.flip.to === flip.to) {
    return { verdict: 'under-way', sentence: `${describeValue(flip)} is published: ${view.words}.`, calls };
  }
  if (view.alarm === 'unread') return { verdict: 'unknown', sentence: `${view.words}.`, calls };
  // A value that arrived without anybody noting it is published again, which does no harm.
  return { verdict: 'did-not-happen', sentence: `Nobody is written down to publish it: ${view.words}.`, calls };
}

/** What is written down to be held; what cannot be read at all is a rejection, never thrown at once. */
async function findHeld(ports: StepPorts, id: string) {
  return ports.flips.find(id);
}

async function dryRun(flip: FlipSpec, ports: StepPorts, context: StepContext): Promise<DryRun> {
  const [view, held] = await Promise.all([readFlip(flip, ports, context), findHeld(ports, heldFlipId(flip))]);
  const [fitness, letIn] = await Promise.all([
    judgeFlip(flip, view, ports, context),
    tryLetIn(ports, flip.accountId, flip.standby),
  ]);
  const would = `It would call ${publish} with ${describeValue(flip)}, and again every ${republishSeconds} s; now ${view.words}.`;
  return {
    wouldHappen: [isTurned(flip, view, held) ? `Nothing: ${view.words}.` : would],
    inTheWay: [...(fitness.unfit === 'none' ? [] : [fitness.unfit.sentence]), ...letIn.inTheWay],
    calls: [...view.calls, ...fitness.calls, letIn.call],
  };
}

/** A health check that follows an alarm in the standby region, turned by the value of a metric. */
export const healthCheckFlip: StepKindRules<'health-check-flip'> = {
  kind: 'health-check-flip',
  describe,
  dryRun,
  perform,
  readBack,
  check,
};
