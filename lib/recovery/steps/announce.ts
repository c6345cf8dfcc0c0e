import { type Announcement, actPublish, fetchTopic } from '@/lib/aws';
import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { recordAct, recordRead } from './call-records';
import { asDeclared, expectedFor } from './expected-time';
import { acting, permissionsOf, reading } from './looking-facts';
import { afterFailedAct, scopeOf } from './outcomes';
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

type AnnounceSpec = StepOf<'announce'>;

const publish = 'sns:Publish';
const usual = asDeclared(1, 5, 'one request to a topic; when people read it is theirs');

function describe(spec: AnnounceSpec, context: DescribeContext): StepFacts {
  const { topicArn, region, subject, message } = spec;
  const calls = [
    acting(publish, region, { TopicArn: topicArn, Subject: subject, Message: message }),
    reading('sns:GetTopicAttributes', region, { TopicArn: topicArn }),
  ];
  return {
    plane: 'data',
    regionsNeeded: [region],
    permissions: permissionsOf(calls),
    idempotency: 'idempotent',
    expected: expectedFor(spec, context, usual),
    calls,
    changes: `Who follows ${topicArn} is told, at least once: people may hear it twice.`,
    wayBack: 'What was said cannot be taken back: announce what is so now.',
  };
}

function textOf({ topicArn, subject, message }: AnnounceSpec, { executionId, stepId }: StepContext): Announcement {
  const fill = (text: string) => text.replaceAll('{run}', executionId);
  return { topicArn, subject: fill(subject).slice(0, 100), message: fill(message), token: `${executionId}/${stepId}` };
}

async function perform(spec: AnnounceSpec, ports: StepPorts, context: StepContext): Promise<StepOutcome> {
  const { accountId, region, topicArn } = spec;
  const asked = textOf(spec, context);
  const { messageId, ...answer } = await actPublish(ports.edge, scopeOf(ports, accountId, region, 'actMs'), asked);
  const after = messageId === 'none' ? {} : { after: `The message is ${messageId}.` };
  const calls = [recordAct(answer, ports.clock.now(), `Tell "${asked.message}"`, after)];
  if (answer.state === 'accepted') {
    const sentence = `SNS took the message for who follows ${topicArn}; who has read it is not known.`;
    return { state: 'done', sentence, calls };
  }
  const outcome = afterFailedAct(answer, calls);
  // Users are moved without it: the run need not stand still for it.
  if (outcome.state !== 'refused') return outcome;
  return { ...outcome, next: `${outcome.next} Or skip it and tell people yourself: users are moved without it.` };
}

/** A message has been taken, or it is told again: nothing is ever under way. */
async function check({ topicArn }: AnnounceSpec): Promise<StepCheck> {
  const sentence = `What became of the message to ${topicArn} cannot be looked at.`;
  return { state: 'failed', sentence, next: 'Ask who follows the topic, or tell people yourself.', calls: [] };
}

/** SNS does not say what it was told. To hear it twice does people no harm, not to hear it may. */
async function readBack({ topicArn }: AnnounceSpec): Promise<ReadBack> {
  const sentence = `Whether ${topicArn} took the message is not known; it is told again, and people may hear it twice.`;
  return { verdict: 'did-not-happen', sentence, calls: [] };
}

async function dryRun(spec: AnnounceSpec, ports: StepPorts, context: StepContext): Promise<DryRun> {
  const { accountId, region, topicArn } = spec;
  const answer = await fetchTopic(ports.edge, scopeOf(ports, accountId, region), topicArn);
  const absent = `There is no topic ${topicArn}.`;
  const value = answer.state === 'answered' ? answer.value : 'absent';
  const place = { action: 'sns:GetTopicAttributes', endpointRegion: region, at: ports.clock.now() };
  const call = recordRead(answer, place, value === 'absent' ? absent : `${topicArn} is there.`);
  const wouldHappen = [`It would tell who follows ${topicArn}: "${textOf(spec, context).message}"`];
  const inTheWay = answer.state !== 'answered' ? [answer.message] : value === 'absent' ? [absent] : [];
  return { wouldHappen, inTheWay, calls: [call] };
}

/** A message to an SNS topic: people outside hear that a workload moved. */
export const announce: StepKindRules<'announce'> = { kind: 'announce', describe, dryRun, perform, readBack, check };
