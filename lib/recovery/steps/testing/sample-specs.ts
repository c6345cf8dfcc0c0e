import type { RoutingCluster, StepSpec } from '@/lib/domain/recovery/step';
import { defaultFleet } from '@/lib/simulator/world/default-fleet';
import { metricCheckId } from '@/lib/simulator/world/fleet-zone';

export const accountId = '111122223333';
const panel = `arn:aws:route53-recovery-control::${accountId}:controlpanel/0f1e2d3c4b5a69788796a5b4c3d2e1f0`;

/** The routing controls of checkout in the simulated fleet. */
export const checkoutControls = {
  'us-east-1': `${panel}/routingcontrol/checkout-use1`,
  'us-west-2': `${panel}/routingcontrol/checkout-usw2`,
} as const;

const endpointRegions = ['us-east-1', 'us-west-2', 'eu-west-1', 'ap-northeast-1', 'ap-southeast-2'];

/** The five endpoints of the simulated fleet's cluster; the simulator answers for all of them at its own door. */
export const sampleCluster: RoutingCluster = {
  arn: `arn:aws:route53-recovery-control::${accountId}:cluster/c0ffee`,
  endpoints: endpointRegions.map((region) => ({
    region,
    url: `https://c0ffee.route53-recovery-cluster.${region}.amazonaws.com/v1`,
  })),
};

const toTarget = [
  { controlArn: checkoutControls['us-east-1'], region: 'us-east-1', to: 'off' },
  { controlArn: checkoutControls['us-west-2'], region: 'us-west-2', to: 'on' },
] as const;
const endpoint = { region: 'us-west-2', hostname: 'usw2.checkout.acme.example' };
/** The endpoint group of catalog in us-east-1. */
const catalogGroup = `arn:aws:globalaccelerator::${accountId}:accelerator/65b28d88-662f-d778-e6c0-7c6af52671de/listener/8245ea09/endpoint-group/fae3c4cfe1a1`;
const records = {
  accountId,
  zoneId: defaultFleet.hostedZone.id,
  name: 'checkout.acme.example',
  type: 'A',
  from: 'us-east-1',
  to: 'us-west-2',
} as const;
const move = { accountId, globalCluster: 'checkout-global', from: 'us-east-1', to: 'us-west-2' };

/** One of each kind, for a move of checkout from us-east-1 to us-west-2. */
export const sampleSpecs: readonly StepSpec[] = [
  { kind: 'precheck' },
  { kind: 'approval', validSeconds: 900 },
  { kind: 'manual-task', instruction: 'Tell the payment provider.' },
  { kind: 'wait', seconds: 60 },
  { kind: 'condition', condition: { holds: 'capacity-in-service', region: 'us-west-2', instances: 6 } },
  {
    kind: 'fence-writer',
    accountId,
    region: 'us-east-1',
    controls: toTarget,
    cluster: sampleCluster,
    groups: ['checkout-use1'],
    globalClusters: ['checkout-global'],
  },
  { kind: 'scale-capacity', accountId, region: 'us-west-2', group: 'checkout-usw2', instances: 'as-source' },
  { kind: 'aurora-switchover', ...move },
  { kind: 'aurora-failover', ...move },
  {
    kind: 'rds-promote',
    accountId,
    instance: 'media-index-usw2',
    follows: 'media-index-use1',
    declaredAs: 'replica',
    from: 'us-east-1',
    to: 'us-west-2',
  },
  { kind: 'elasticache-failover', accountId, datastore: 'storefront-cache', from: 'us-east-1', to: 'us-west-2' },
  { kind: 'routing-controls', accountId, cluster: sampleCluster, turns: toTarget },
  {
    kind: 's3-routes',
    accountId,
    accessPoint: `arn:aws:s3::${accountId}:accesspoint/m1ukt70c1uuss.mrap`,
    turns: [
      { region: 'us-west-2', to: 'active' },
      { region: 'us-east-1', to: 'passive' },
    ],
  },
  { kind: 'http-probe', ...endpoint, path: '/healthz', passes: 3 },
  { kind: 'transaction-proof', ...endpoint, path: '/transactions' },
  { kind: 'dns-answer', entryPointId: 'web', hostname: 'checkout.acme.example', expects: { region: 'us-west-2' } },
  { kind: 'alarms-green', accountId, region: 'us-west-2' },
  {
    kind: 'consumers',
    accountId,
    region: 'us-west-2',
    // Of checkout-notify-usw2.
    mappings: ['5c251faf-3e0a-f58e-adb2-c1c1f0b60306'],
    to: 'on',
  },
  {
    kind: 'schedules',
    accountId,
    region: 'us-west-2',
    rules: [{ bus: 'checkout-orders', rule: 'order-placed' }],
    to: 'off',
  },
  {
    kind: 'invoke-function',
    accountId,
    region: 'us-west-2',
    functionName: 'checkout-smoke-test-usw2',
    payload: '{"expectStatus":200}',
    invocation: 'request-response',
    tellsRepetition: false,
    expects: { outcome: 'answer' },
  },
  {
    kind: 'announce',
    accountId,
    region: 'eu-west-1',
    topicArn: `arn:aws:sns:eu-west-1:${accountId}:incidents`,
    subject: 'Checkout: us-east-1 to us-west-2',
    message: 'Checkout is served from us-west-2 now. Told by run {run}.',
  },
  {
    kind: 'freeze-deployments',
    accountId,
    region: 'us-west-2',
    stages: [{ pipeline: 'checkout-deploy-usw2', stage: 'Deploy' }],
    to: 'off',
  },
  {
    kind: 'health-check-flip',
    accountId,
    healthCheck: metricCheckId('checkout', 'us-east-1'),
    region: 'us-east-1',
    standby: 'us-west-2',
    alarm: 'checkout-use1-given-up',
    metric: {
      namespace: 'Acme/Recovery',
      name: 'GivenUp',
      dimensions: { Workload: 'checkout', Region: 'us-east-1' },
      away: 1,
      back: 0,
    },
    to: 'away',
    entryPointId: 'web',
    hostname: 'checkout.acme.example',
    statusHostname: 'status.usw2.checkout.acme.example',
  },
  {
    kind: 'weighted-shift',
    ...records,
    fromSet: 'checkout-use1',
    toSet: 'checkout-usw2',
    stages: [1, 10, 50, 100],
    holdSeconds: 300,
    onHalt: 'back',
    mostErrorPercent: 1,
    hostname: 'usw2.checkout.acme.example',
    path: '/healthz',
  },
  { kind: 'record-change', ...records, turn: { by: 'failover', fromSet: 'checkout-use1', toSet: 'checkout-usw2' } },
  { kind: 'accelerator-dial', accountId, region: 'us-east-1', endpointGroup: catalogGroup, dialPercent: 0 },
  {
    kind: 'dynamodb-evacuation',
    accountId,
    table: 'user-sessions',
    linkId: 'storefront/sessions/us-east-1>us-west-2',
    from: 'us-east-1',
    to: 'us-west-2',
  },
  { kind: 'aurora-detach', ...move, cluster: 'checkout-usw2' },
  {
    kind: 'aurora-instance',
    accountId,
    region: 'us-west-2',
    cluster: 'checkout-usw2',
    instance: 'checkout-usw2-antipode',
    instanceClass: 'db.r6g.large',
  },
  {
    kind: 'restore-backup',
    accountId,
    storeId: 'ledger',
    vault: 'archive-copy',
    roleArn: `arn:aws:iam::${accountId}:role/antipode-restore`,
    metadata: { newFileSystem: 'true' },
    from: 'us-east-1',
    to: 'us-west-2',
  },
  { kind: 'scale-service', accountId, region: 'us-west-2', cluster: 'media', service: 'media-transcoder', tasks: 4 },
  {
    kind: 'rds-create-replica',
    accountId,
    instance: 'media-index-use1',
    follows: 'media-index-usw2',
    from: 'us-west-2',
    to: 'us-east-1',
    kmsKey: 'alias/aws/rds',
  },
  {
    kind: 'clean-up',
    removes: 'former-writer',
    accountId,
    region: 'us-east-1',
    instance: 'media-index-use1',
    writer: 'media-index-usw2',
    writerRegion: 'us-west-2',
  },
  {
    kind: 'scale-function',
    accountId,
    region: 'us-west-2',
    functionName: 'checkout-notify-usw2',
    qualifier: 'live',
    executions: 5,
  },
  {
    kind: 'scale-node-group',
    accountId,
    region: 'eu-west-1',
    cluster: 'eu-accounts',
    nodeGroup: 'workers',
    nodes: 4,
  },
];
