import { z } from 'zod';
import { usualShift, usualTransactionPath } from '../domain/recovery/declaration';
import { planActions, planModes } from '../domain/recovery/plan';
import { approvalValidSeconds, usualAnnouncement } from '../domain/recovery/usual-step';
import {
  byRegion,
  duration,
  expects,
  fields,
  id,
  list,
  matching,
  oneLine,
  oneOf,
  regionCode,
  urlPath,
} from './schema-values';

/* What a fleet file may say about recovery, value by value; as in fleet-schema.ts. */

const arnOf = (what: string, resource: string, example: string) =>
  matching(
    new RegExp(`^arn:aws[a-z-]*:route53-recovery-control::\\d{12}:${resource}$`),
    `the ARN of a ${what}, e.g. arn:aws:route53-recovery-control::111122223333:${example}`,
  );

const clusterArn = arnOf('cluster of ARC', 'cluster/[A-Za-z0-9-]{1,64}', 'cluster/1a2b3c4d');
const controlArn = arnOf(
  'routing control',
  'controlpanel/[0-9a-z]{1,64}/routingcontrol/[A-Za-z0-9-]{1,64}',
  'controlpanel/0f1e2d3c/routingcontrol/4b5a6978',
);

const endpointUrl = matching(
  /^https:\/\/[a-z0-9.-]{1,253}(\/[!-~]{0,255})?$/,
  'the URL of the endpoint as route53-recovery-control-config:DescribeCluster gives it, beginning with https://',
);

const accessPoint = fields(
  {
    id,
    arn: matching(
      /^arn:aws[a-z-]*:s3::\d{12}:accesspoint\/[a-z0-9]{1,63}\.mrap$/,
      'the ARN of a Multi-Region Access Point, e.g. arn:aws:s3::111122223333:accesspoint/mfzwi23gnjvgw.mrap',
    ),
    regions: list(regionCode, 'regions with a bucket behind it', 20).min(
      2,
      'must name the regions of at least two buckets',
    ),
  },
  'an access point with id, arn and the regions of its buckets',
);

const mapping = matching(
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
  'the UUID of an event-source mapping as lambda:ListEventSourceMappings gives it',
);
const eventName = (what: string) =>
  matching(/^[A-Za-z0-9._/-]{1,256}$/, `the name of ${what}, of letters, digits and . - _ /`);
const eventRule = fields(
  { bus: eventName('an event bus').default('default'), rule: eventName('a rule') },
  'a rule with its name, and its bus where that is not the default one',
);
const someOf = <T extends z.ZodType>(item: T, what: string) => list(item, what, 50).min(1, `must name at least one`);

const pipelineWord = (what: string) =>
  matching(/^[A-Za-z0-9.@_-]{1,100}$/, `the name of ${what}, of letters, digits and . @ - _`);
const pipelineStage = fields(
  { pipeline: pipelineWord('a pipeline'), stage: pipelineWord('a stage') },
  'a stage with its pipeline',
);

const topicArn = matching(
  /^arn:aws[a-z-]*:sns:[a-z0-9-]{1,32}:\d{12}:[A-Za-z0-9_-]{1,256}(\.fifo)?$/,
  'the ARN of an SNS topic, e.g. arn:aws:sns:eu-west-1:111122223333:incidents',
);

const functionName = matching(
  /^[A-Za-z0-9_-]{1,64}(:[A-Za-z0-9_$-]{1,128})?$/,
  'the name of a Lambda function, with a version or alias after a colon where it has one',
);
const mostPayloadBytes = 8192;
/** A map, as YAML writes it; what the function gets is its JSON. */
const payload = z
  .record(z.string(), z.unknown(), { error: expects('a map, which the function gets as JSON') })
  .transform((map) => JSON.stringify(map))
  .refine((text) => Buffer.byteLength(text) <= mostPayloadBytes, `must be at most ${mostPayloadBytes} bytes as JSON`);
const plainValue = z.custom<string | number | boolean>(
  (value) => ['string', 'number', 'boolean'].includes(typeof value),
  { error: expects('a text, a number, true or false') },
);

const metricText = (what: string) =>
  matching(/^[^:\s][!-~ ]{0,254}$/, `${what}, up to 255 printable characters, not beginning with a colon`);

const figure = z.number({ error: expects('a number') }).refine(Number.isFinite, { error: 'must be a number' });

const flip = fields(
  {
    id,
    healthCheck: matching(
      /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      'the id of a health check of type CLOUDWATCH_METRIC, e.g. 0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0',
    ),
    region: regionCode,
    standby: regionCode,
    alarm: metricText('the name of the alarm that the health check follows'),
    entryPoint: id,
    namespace: metricText('the namespace of the metric').refine((name) => !name.startsWith('AWS/'), {
      error: "must be a namespace of your own: AWS/ is AWS's",
    }),
    metric: metricText('the name of the metric'),
    dimensions: z.record(z.string().max(255), oneLine(255), { error: expects('dimensions, name: value') }).default({}),
    away: figure.default(1),
    back: figure.default(0),
  },
  'a flip with id, healthCheck, region, standby, alarm, entryPoint, namespace and metric',
);

const records = fields(
  {
    id,
    zone: matching(/^Z[A-Z0-9]{1,31}$/, 'the id of a hosted zone, e.g. Z0123456789ACME'),
    account: matching(/^\d{12}$/, 'the account of the hosted zone, 12 digits in quotes').optional(),
    entryPoint: id,
    name: matching(/^[a-z0-9*_.-]{1,253}$/, 'a name in lower case, without a final dot').optional(),
    type: oneOf(['A', 'AAAA', 'CNAME']).default('A'),
    policy: oneOf(['weighted', 'failover', 'simple']),
    sets: byRegion(oneLine(128), 'set identifiers').default({}),
  },
  'records with id, zone, entryPoint, policy and sets',
);

const accelerator = fields(
  {
    id,
    endpointGroups: byRegion(
      matching(
        /^arn:aws[a-z-]*:globalaccelerator::\d{12}:accelerator\/[0-9a-z-]{1,64}\/listener\/[0-9a-z]{1,64}\/endpoint-group\/[0-9a-z]{1,64}$/,
        'the ARN of an endpoint group of Global Accelerator, which holds its listener and accelerator',
      ),
      'ARNs of endpoint groups',
    ),
  },
  'an accelerator with id and endpointGroups',
);

export const routingCluster = fields(
  { id, arn: clusterArn, endpoints: byRegion(endpointUrl, 'URLs') },
  'a routing cluster with id, arn and its five endpoints',
);

const regionWord = z
  .string({ error: expects('source, target or a region code') })
  .refine((word) => word === 'source' || word === 'target' || regionCode.safeParse(word).success, {
    error: 'must be source, target or a region code of AWS, e.g. eu-west-1',
  });

const line = oneLine(500);

const whole = (least: number, most: number) =>
  z
    .number({ error: expects(`a whole number from ${least} to ${most}`) })
    .refine((number) => Number.isInteger(number) && number >= least && number <= most, {
      error: `must be a whole number from ${least} to ${most}`,
    });

const instances = z.union([oneOf(['as-source', 'source-and-own']), whole(1, 10_000)], {
  error: expects('as-source, source-and-own or a number of instances'),
});

/** What every step may say; what is left out follows from its kind. */
const common = {
  id,
  title: line.optional(),
  phase: oneOf(['decide', 'execute', 'verify', 'propagate']).optional(),
  timeout: duration.optional(),
  modes: list(oneOf(planModes), 'modes', 2).optional(),
  after: list(id, 'ids of steps', 50).optional(),
  waiver: fields({ rule: id, reason: line }, 'a waiver with rule and reason').optional(),
};

function kind<K extends string, T extends z.core.$ZodLooseShape>(name: K, shape: T) {
  return fields({ kind: z.literal(name), ...common, ...shape }, `a step of kind ${name}`);
}

const clusters = byRegion(
  matching(/^[A-Za-z](-?[A-Za-z0-9]){0,62}$/, 'the identifier of a DB cluster, e.g. checkout-usw2'),
  'identifiers of DB clusters',
);

const instanceClass = matching(
  /^db\.[a-z0-9-]{1,20}\.[a-z0-9-]{1,20}$/,
  'the class of a database instance, e.g. db.r6g.large',
);

const parameterGroup = matching(
  /^[A-Za-z](-?[A-Za-z0-9.])*$/,
  'the name of a parameter group of RDS in that region, e.g. media-mysql80',
);

const kmsKey = matching(
  /^(arn:aws[a-z-]*:kms:[a-z0-9-]{1,32}:\d{12}:(key|alias)\/)?[A-Za-z0-9/_-]{1,256}$/,
  'a key of KMS by its id, its ARN or alias/…',
);

const ecsName = matching(/^[A-Za-z0-9_-]{1,255}$/, 'a name of ECS, not its ARN, e.g. web');

const eksName = matching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/, 'a name of EKS, not its ARN, e.g. web');

const plainFunctionName = matching(
  /^[A-Za-z0-9_-]{1,64}$/,
  'the name of a Lambda function, not its ARN and without a version',
);
const qualifier = matching(
  /^[A-Za-z0-9_-]{1,128}$/,
  'an alias or a version of the function, in quotes where it is a number; $LATEST is not published and cannot be kept ready',
);

const target = regionWord.default('target');

const steps = [
  kind('precheck', {}),
  kind('approval', { valid: duration.default(approvalValidSeconds) }),
  kind('manual-task', { instruction: line }),
  kind('wait', { seconds: duration }),
  kind('link-lag-below', { store: id, seconds: duration }),
  kind('capacity-in-service', { region: target, instances: instances.default('as-source') }),
  kind('fence-writer', { controls: oneOf(['off', 'hand-over']).optional() }),
  kind('scale-capacity', { region: target, instances: instances.default('as-source') }),
  kind('aurora-switchover', { store: id }),
  kind('aurora-failover', { store: id }),
  kind('rds-promote', { store: id }),
  kind('elasticache-failover', { store: id }),
  kind('routing-controls', {
    on: list(regionWord, 'regions', 20).default([]),
    off: list(regionWord, 'regions', 20).default([]),
  }),
  kind('s3-routes', {
    accessPoint: id,
    on: list(regionWord, 'regions', 20).default([]),
    off: list(regionWord, 'regions', 20).default([]),
  }),
  kind('http-probe', { region: target, entryPoint: id, passes: whole(1, 100).default(3) }),
  kind('transaction-proof', { region: target }),
  kind('dns-answer', { entryPoint: id, leadsTo: regionWord.optional(), leadsAwayFrom: regionWord.optional() }),
  kind('alarms-green', { region: target }),
  kind('consumers', { region: target, turn: oneOf(['on', 'off']) }),
  kind('schedules', { region: target, turn: oneOf(['on', 'off']) }),
  kind('invoke-function', {
    region: target,
    function: z.union([functionName, byRegion(functionName, 'names of functions')], {
      error: expects('the name of a Lambda function, or a map from region codes to names'),
    }),
    payload: payload.default('{}'),
    invocation: oneOf(['request-response', 'event']).default('request-response'),
    tellsRepetition: z.boolean({ error: expects('true or false') }).default(false),
    expects: z.record(z.string(), plainValue, { error: expects('a map of members of the answer') }).default({}),
  }),
  kind('announce', {
    topics: list(topicArn, 'ARNs of SNS topics', 20).default([]),
    subject: oneLine(100).default(usualAnnouncement.subject),
    message: oneLine(1000).default(usualAnnouncement.message),
  }),
  kind('freeze-deployments', { region: target, turn: oneOf(['freeze', 'thaw']).default('freeze') }),
  kind('health-check-flip', { flip: id, to: oneOf(['away', 'back']).optional() }),
  kind('weighted-shift', {
    records: id,
    stages: list(whole(1, 100), 'shares in percent', 20)
      .min(1, 'must have at least one share')
      .default([...usualShift.stages]),
    hold: duration.default(usualShift.holdSeconds),
    onHalt: oneOf(['stay', 'back']).default('back'),
    errors: z
      .number({ error: expects('a share in percent') })
      .min(0, 'must not be below 0')
      .max(100, 'must not be above 100')
      .default(usualShift.mostErrorPercent),
  }),
  kind('record-change', { records: id }),
  kind('accelerator-dial', { accelerator: id, region: target, dial: whole(0, 100) }),
  kind('dynamodb-evacuation', { store: id }),
  kind('aurora-detach', { store: id, clusters }),
  kind('aurora-instance', { store: id, clusters, class: instanceClass }),
  kind('restore-backup', { store: id }),
  kind('scale-service', { region: target, cluster: ecsName, service: ecsName, tasks: whole(1, 5000) }),
  kind('rds-create-replica', {
    store: id,
    region: regionWord,
    class: instanceClass.optional(),
    parameterGroup: parameterGroup.optional(),
    kmsKeys: byRegion(kmsKey, 'keys of KMS').default({}),
  }),
  kind('clean-up', {
    store: id,
    region: regionWord,
    removes: oneOf(['former-writer', 'aurora-instance']).default('former-writer'),
    clusters: clusters.default({}),
  }),
  kind('scale-function', {
    region: target,
    function: z.union([plainFunctionName, byRegion(plainFunctionName, 'names of functions')], {
      error: expects('the name of a Lambda function, or a map from region codes to names'),
    }),
    qualifier,
    executions: whole(1, 100_000),
  }),
  kind('scale-node-group', { region: target, cluster: eksName, nodeGroup: eksName, nodes: whole(1, 10_000) }),
] as const;

const kindNames = steps.map((step) => step.shape.kind.value);

const step = z.discriminatedUnion('kind', steps, {
  error: ({ code, input }) =>
    code === 'invalid_union'
      ? `${isWithoutKind(input) ? 'is missing: write' : 'is no kind of step; write'} one of ${kindNames.join(', ')}`
      : expects('a step with id and kind')({ input }),
});

function isWithoutKind(input: unknown): boolean {
  return typeof input === 'object' && input !== null && !('kind' in input);
}

export const plan = fields(
  {
    id,
    name: line.optional(),
    action: oneOf(planActions),
    modes: list(oneOf(planModes), 'modes', 2)
      .min(1, 'must name at least one mode')
      .default([...planModes]),
    workflows: list(
      fields({ id, title: line.optional(), steps: list(step, 'steps', 100) }, 'a workflow with id and steps'),
      'workflows',
      20,
    ).min(1, 'must have at least one workflow'),
  },
  'a plan with id, action and workflows',
);

export const recovery = fields(
  {
    routingCluster: id.optional(),
    routingControls: byRegion(controlArn, 'ARNs of routing controls').default({}),
    accessPoints: list(accessPoint, 'access points', 20).default([]),
    consumers: byRegion(someOf(mapping, 'UUIDs'), 'UUIDs of event-source mappings').default({}),
    schedules: byRegion(someOf(eventRule, 'rules'), 'rules of EventBridge').default({}),
    deployments: byRegion(someOf(pipelineStage, 'stages'), 'stages of pipelines').default({}),
    announce: list(topicArn, 'ARNs of SNS topics', 20).default([]),
    flips: list(flip, 'flips', 20).default([]),
    records: list(records, 'records', 20).default([]),
    accelerators: list(accelerator, 'accelerators', 20).default([]),
    transaction: fields(
      { entryPoint: id, path: urlPath('/transactions').default(usualTransactionPath) },
      'entryPoint and path of the application that takes transactions',
    ).optional(),
    antiFlap: duration.optional(),
    plans: list(plan, 'plans', 20).default([]),
  },
  'a map of what a recovery needs: routingCluster and routingControls, accessPoints, consumers, schedules, deployments, announce, flips, records, accelerators, transaction, antiFlap, plans',
);

export type RoutingClusterEntry = z.output<typeof routingCluster>;
export type RecoveryEntry = z.output<typeof recovery>;
export type PlanEntry = z.output<typeof plan>;
export type StepEntry = z.output<typeof step>;
