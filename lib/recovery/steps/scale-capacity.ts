import { type AutoScalingGroupReading, actResizeGroup, actSetDesiredCapacity, fetchScalingActivities } from '@/lib/aws';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { countInstances, describeCount } from '../rules/instance-count';
import { recordAct, recordRead } from './call-records';
import { asDocumented, expectedFor } from './expected-time';
import { describeGroup, type GroupsView, touchGroup, viewGroups } from './group-view';
import { tryLetIn } from './let-in';
import { acting, permissionsOf, reading } from './looking-facts';
import { afterFailedAct, refuse, scopeOf, secondsSinceBegun } from './outcomes';
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

type ScaleSpec = StepOf<'scale-capacity'>;

const usual = asDocumented(180, 300, 'EC2 Auto Scaling user guide: instances take minutes; room is not guaranteed');

function describe(spec: ScaleSpec, context: DescribeContext): StepFacts {
  const { group, region, instances } = spec;
  const size = describeCount(instances, region, context.source);
  const AutoScalingGroupName = group;
  const calls = [
    reading('autoscaling:DescribeAutoScalingGroups', region),
    acting('autoscaling:SetDesiredCapacity', region, { AutoScalingGroupName, DesiredCapacity: size }),
    // Only where the group may not grow so far.
    acting('autoscaling:UpdateAutoScalingGroup', region, {
      AutoScalingGroupName,
      MaxSize: size,
      DesiredCapacity: size,
    }),
    reading('autoscaling:DescribeScalingActivities', region, { AutoScalingGroupName }),
  ];
  return {
    plane: 'control',
    regionsNeeded: [region],
    permissions: permissionsOf(calls),
    idempotency: 'idempotent',
    expected: expectedFor(spec, context, usual),
    calls,
    changes: `${group} in ${region} has ${size} instances in service, unless it has more already.`,
    wayBack: `Set ${group} to the size it had before; the record of the call says which.`,
  };
}

/** Fleet seconds within which a group shows the size it was given. */
const shownWithinSeconds = 20;
const lookAgainIn = 5;

type Group =
  | { readonly state: 'found'; readonly group: AutoScalingGroupReading }
  | { readonly state: 'none'; readonly sentence: string };

function groupIn(view: GroupsView, { group: name, region, accountId }: ScaleSpec): Group {
  if (view.state === 'unreadable') return { state: 'none', sentence: view.sentence };
  const [group] = view.groups;
  if (group !== undefined) return { state: 'found', group };
  return { state: 'none', sentence: `There is no Auto Scaling group ${name} in ${region} (account ${accountId}).` };
}

const writeTheNumber = 'Write the number of instances into the plan.';
const sameRegion = 'The group is resized in its own region, and only when that region says how it stands.';

async function perform(spec: ScaleSpec, ports: StepPorts, context: StepContext): Promise<StepOutcome> {
  const wanted = countInstances(spec.instances, spec.region, context);
  if (wanted.state === 'unknown') return refuse(wanted.sentence, writeTheNumber);
  const view = await viewGroups(ports, spec.accountId, spec.region, [spec.group]);
  const found = groupIn(view, spec);
  if (found.state === 'none') return refuse(found.sentence, sameRegion, [view.call]);
  const { group } = found;
  const { instances } = wanted;
  if (group.inService >= instances && group.desired >= instances)
    return { state: 'done', sentence: `Already ${describeGroup(group)}.`, calls: [view.call] };
  if (group.desired >= instances) {
    const sentence = `${describeGroup(group)}: it wants enough already.`;
    return { state: 'begun', sentence, remember: {}, lookAgainIn, calls: [view.call] };
  }
  const scope = scopeOf(ports, spec.accountId, spec.region, 'actMs');
  const answer =
    instances <= group.maximum
      ? await actSetDesiredCapacity(ports.edge, scope, spec.group, instances)
      : await actResizeGroup(ports.edge, scope, spec.group, { maximum: instances, desired: instances });
  const asked = `Have ${instances} instances in ${spec.group}`;
  const touched = [touchGroup(spec.accountId, spec.region, group)];
  const before = `${describeGroup(group)}.`;
  const calls = [view.call, recordAct(answer, ports.clock.now(), asked, { before, touched })];
  if (answer.state !== 'accepted') return afterFailedAct(answer, calls);
  const sentence = `${spec.group} in ${spec.region} wants ${instances} instances; it had ${group.desired}.`;
  return { state: 'begun', sentence, remember: {}, lookAgainIn, calls };
}

async function check(spec: ScaleSpec, ports: StepPorts, context: StepContext): Promise<StepCheck> {
  const wanted = countInstances(spec.instances, spec.region, context);
  if (wanted.state === 'unknown')
    return { state: 'failed', sentence: wanted.sentence, next: writeTheNumber, calls: [] };
  const view = await viewGroups(ports, spec.accountId, spec.region, [spec.group]);
  const found = groupIn(view, spec);
  const remember = {};
  if (found.state === 'none') return { state: 'not-yet', sentence: found.sentence, remember, lookAgainIn };
  const { group } = found;
  const { instances } = wanted;
  const words = `${describeGroup(group)}.`;
  const since = secondsSinceBegun(context, ports.clock.now());
  if (group.inService >= instances) return { state: 'done', sentence: words, calls: [view.call] };
  if (group.desired < instances) {
    if (since <= shownWithinSeconds) return { state: 'not-yet', sentence: words, remember, lookAgainIn };
    const sentence = `Auto Scaling accepted ${instances} instances, and yet ${words}`;
    return {
      state: 'failed',
      sentence,
      next: 'Look who else sets the size of the group, and perform it again.',
      calls: [view.call],
    };
  }
  const lack = await findLack(spec, ports, context);
  if (lack === 'none') return { state: 'not-yet', sentence: words, remember, lookAgainIn };
  const sentence = `${group.inService} of ${instances} instances are in service in ${spec.region}: ${lack.words}`;
  return { state: 'failed', sentence, next: otherRoom, calls: [view.call, lack.call] };
}

const otherRoom =
  'Choose another target or other instance types in the group, or go on with what is in service and say why.';

type Lack = { readonly words: string; readonly call: CallRecord } | 'none';

/** The newest attempt to start an instance failed and no other is under way: there is no room, or something is broken. */
async function findLack(spec: ScaleSpec, ports: StepPorts, context: StepContext): Promise<Lack> {
  const now = ports.clock.now();
  const answer = await fetchScalingActivities(ports.edge, scopeOf(ports, spec.accountId, spec.region), spec.group);
  if (answer.state !== 'answered') return 'none';
  const launches = answer.value.filter(({ description }) => description.startsWith('Launching'));
  const [newest] = launches;
  if (newest?.state !== 'failed' || launches.some(({ state }) => state === 'in-progress')) return 'none';
  // An attempt of before says nothing of the instances that were asked for just now.
  const isOurs = newest.startedAt !== 'unknown' && context.begunAt !== 'not-yet' && newest.startedAt >= context.begunAt;
  if (!isOurs && secondsSinceBegun(context, now) <= shownWithinSeconds) return 'none';
  const isRoom = newest.message.includes('InsufficientInstanceCapacity');
  const words = `${isRoom ? 'AWS has no room for more' : 'an instance could not be started'}. AWS says: "${newest.message.slice(0, 300)}"`;
  const place = { action: 'autoscaling:DescribeScalingActivities', endpointRegion: spec.region, at: now };
  return { words, call: recordRead(answer, place, words) };
}

async function readBack(spec: ScaleSpec, ports: StepPorts, context: StepContext): Promise<ReadBack> {
  const wanted = countInstances(spec.instances, spec.region, context);
  const view = await viewGroups(ports, spec.accountId, spec.region, [spec.group]);
  const found = groupIn(view, spec);
  const calls = [view.call];
  if (wanted.state === 'unknown') return { verdict: 'unknown', sentence: wanted.sentence, calls };
  if (found.state === 'none') return { verdict: 'unknown', sentence: found.sentence, calls };
  const { group } = found;
  const sentence = `${describeGroup(group)}.`;
  if (group.desired < wanted.instances) return { verdict: 'did-not-happen', sentence, calls };
  return { verdict: group.inService >= wanted.instances ? 'happened' : 'under-way', sentence, calls };
}

async function dryRun(spec: ScaleSpec, ports: StepPorts, context: StepContext): Promise<DryRun> {
  const wanted = countInstances(spec.instances, spec.region, context);
  const [view, letIn] = await Promise.all([
    viewGroups(ports, spec.accountId, spec.region, [spec.group]),
    tryLetIn(ports, spec.accountId, spec.region),
  ]);
  const found = groupIn(view, spec);
  const calls = [view.call, letIn.call];
  const unknown = [wanted, found].flatMap((one) => ('sentence' in one ? [one.sentence] : []));
  const inTheWay = [...unknown, ...letIn.inTheWay];
  if (wanted.state === 'unknown' || found.state === 'none') {
    return { wouldHappen: [`It would give ${spec.group} in ${spec.region} its size.`], inTheWay, calls };
  }
  const { group } = found;
  const { instances } = wanted;
  const has = group.desired >= instances;
  const how = instances <= group.maximum ? 'autoscaling:SetDesiredCapacity' : 'autoscaling:UpdateAutoScalingGroup';
  const wouldHappen = [
    has
      ? `Nothing is asked for: ${describeGroup(group)}.`
      : `It would call ${how} in ${spec.region} and wait for ${instances} instances; now ${describeGroup(group)}. Whether there is room is not known before.`,
  ];
  return { wouldHappen, inTheWay, calls };
}

export const scaleCapacity: StepKindRules<'scale-capacity'> = {
  kind: 'scale-capacity',
  describe,
  dryRun,
  perform,
  readBack,
  check,
};
