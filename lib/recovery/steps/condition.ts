import type { EndpointEntity, Entity, LinkEntity } from '@/lib/domain/entities';
import { freshnessOf } from '@/lib/domain/freshness';
import { potentialLossOf } from '@/lib/domain/potential-loss';
import type { ConditionSpec, StepFacts, StepOf } from '@/lib/domain/recovery/step';
import type { EpochMs } from '@/lib/domain/time';
import { formatDuration } from '@/lib/domain/wording/duration';
import { countInstances, describeCount } from '../rules/instance-count';
import { asDeclared, asDocumented, expectedFor } from './expected-time';
import { waitingFacts } from './looking-facts';
import { lookingKind } from './looking-kind';
import type { DescribeContext, StepCheck, StepContext, StepPorts } from './step-kind';

type ConditionStep = StepOf<'condition'>;
type LagSpec = Extract<ConditionSpec, { holds: 'link-lag-below' }>;
type CapacitySpec = Extract<ConditionSpec, { holds: 'capacity-in-service' }>;

const usualLag = asDeclared(60, 300, 'lag is published once a minute, one to three minutes late');
const usualCapacity = asDocumented(
  180,
  300,
  'EC2 Auto Scaling user guide: instances take minutes; room is not guaranteed',
);

function describe(spec: ConditionStep, context: DescribeContext): StepFacts {
  const usual = spec.condition.holds === 'link-lag-below' ? usualLag : usualCapacity;
  return waitingFacts(expectedFor(spec, context, usual));
}

const lookAgainIn = 5;

/** What the engine reads anyway is looked at; what is too old to be true now holds nothing. */
async function look({ condition }: ConditionStep, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const entities = await ports.entities();
  const now = ports.clock.now();
  const judged =
    condition.holds === 'link-lag-below'
      ? judgeLag(condition, entities, now)
      : judgeCapacity(condition, entities, context, now);
  const { sentence } = judged;
  return judged.holds
    ? { state: 'done', sentence, calls: [] }
    : { state: 'not-yet', sentence, remember: {}, lookAgainIn };
}

interface Judged {
  readonly holds: boolean;
  readonly sentence: string;
}

function judgeLag({ linkId, seconds }: LagSpec, entities: readonly Entity[], now: EpochMs): Judged {
  const link = entities.find((one): one is LinkEntity => one.kind === 'link' && one.id === linkId);
  if (link === undefined) return { holds: false, sentence: `The link ${linkId} is not known now.` };
  const { atMost } = potentialLossOf(link, now);
  if (atMost.state === 'unbounded') return { holds: false, sentence: `The lag of ${linkId} is not known now.` };
  const wanted = `below ${formatDuration(seconds, 'down')}`;
  const sentence = `${linkId} is at most ${formatDuration(atMost.seconds)} behind; wanted: ${wanted}.`;
  return { holds: atMost.seconds < seconds, sentence };
}

function judgeCapacity(
  { region, instances }: CapacitySpec,
  entities: readonly Entity[],
  context: StepContext,
  now: EpochMs,
): Judged {
  const wanted = countInstances(instances, region, context);
  if (wanted.state === 'unknown') return { holds: false, sentence: wanted.sentence };
  const endpoint = entities.find(
    (one): one is EndpointEntity =>
      one.kind === 'endpoint' && one.workloadId === context.workloadId && one.region === region,
  );
  if (endpoint === undefined) return { holds: false, sentence: `The capacity in ${region} is not known.` };
  const { capacity, capacityCadence } = endpoint;
  if (capacity.state !== 'observed' || freshnessOf(capacity, capacityCadence, now) === 'stale')
    return { holds: false, sentence: `The capacity in ${region} is not known now.` };
  const { inService } = capacity.value;
  const sentence = `${inService} of ${wanted.instances} instances are in service in ${region}.`;
  return { holds: inService >= wanted.instances, sentence };
}

function would({ condition }: ConditionStep, { source }: StepContext): string {
  return condition.holds === 'link-lag-below'
    ? `It waits until ${condition.linkId} is less than ${formatDuration(condition.seconds, 'down')} behind.`
    : `It waits until ${describeCount(condition.instances, condition.region, source)} instances are in service in ${condition.region}.`;
}

export const condition = lookingKind('condition', describe, look, would);
