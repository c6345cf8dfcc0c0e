import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConsoleSource, ConsoleSourceKind, MetricSource } from './source';
import { sourceWords } from './source-words';
import { toConsoleUrl } from './to-console-url';

const metric: MetricSource = {
  kind: 'cloudwatch-metric',
  region: 'us-west-2',
  namespace: 'AWS/RDS',
  metric: 'AuroraGlobalDBRPOLag',
  dimensions: { DBClusterIdentifier: 'orders-west' },
  statistic: 'Maximum',
  periodSeconds: 60,
};

const region = 'us-east-1';

/** One source of every kind. */
const each: { readonly [K in ConsoleSourceKind]: Extract<ConsoleSource, { kind: K }> } = {
  'cloudwatch-metric': metric,
  'cloudwatch-alarm': { kind: 'cloudwatch-alarm', region, name: 'orders lag' },
  'rds-cluster': { kind: 'rds-cluster', region, name: 'orders' },
  'rds-instance': { kind: 'rds-instance', region, name: 'index-1' },
  'rds-global-cluster': { kind: 'rds-global-cluster', region, name: 'orders-global' },
  'dynamodb-table': { kind: 'dynamodb-table', region, name: 'user-sessions' },
  's3-bucket': { kind: 's3-bucket', region, name: 'media.originals' },
  'sqs-queue': { kind: 'sqs-queue', region, accountId: '111122223333', name: 'events' },
  'backup-vault': { kind: 'backup-vault', region, name: 'archive' },
  'elasticache-global': { kind: 'elasticache-global', region, name: 'ldgnf-cache' },
  secret: { kind: 'secret', region, name: 'checkout/database' },
  'kms-key': { kind: 'kms-key', region, name: 'mrk-1234' },
  'auto-scaling-group': { kind: 'auto-scaling-group', region, name: 'web' },
  'load-balancer': { kind: 'load-balancer', region, name: 'web' },
  'hosted-zone': { kind: 'hosted-zone', region, id: 'Z123' },
  'health-check': { kind: 'health-check', region, id: 'abc-1' },
  distribution: { kind: 'distribution', region, id: 'E1STOREFRONT01' },
  'health-events': { kind: 'health-events', region },
  costs: { kind: 'costs', region },
  'iam-role': { kind: 'iam-role', region, id: 'antipode-reader' },
  'account-regions': { kind: 'account-regions', region },
  'support-plans': { kind: 'support-plans', region },
};

describe('a figure leads to its page in the AWS console', () => {
  test.each([
    [
      'cloudwatch-alarm',
      'https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#alarmsV2:alarm/orders%20lag',
    ],
    [
      'rds-cluster',
      'https://us-east-1.console.aws.amazon.com/rds/home?region=us-east-1#database:id=orders;is-cluster=true',
    ],
    [
      'rds-instance',
      'https://us-east-1.console.aws.amazon.com/rds/home?region=us-east-1#database:id=index-1;is-cluster=false',
    ],
    [
      'dynamodb-table',
      'https://us-east-1.console.aws.amazon.com/dynamodbv2/home?region=us-east-1#table?name=user-sessions',
    ],
    ['s3-bucket', 'https://us-east-1.console.aws.amazon.com/s3/buckets/media.originals?region=us-east-1'],
    [
      'sqs-queue',
      'https://us-east-1.console.aws.amazon.com/sqs/v3/home?region=us-east-1#/queues/https%3A%2F%2Fsqs.us-east-1.amazonaws.com%2F111122223333%2Fevents',
    ],
    [
      'backup-vault',
      'https://us-east-1.console.aws.amazon.com/backup/home?region=us-east-1#/backupvaults/details/archive',
    ],
    [
      'secret',
      'https://us-east-1.console.aws.amazon.com/secretsmanager/secret?name=checkout%2Fdatabase&region=us-east-1',
    ],
    ['kms-key', 'https://us-east-1.console.aws.amazon.com/kms/home?region=us-east-1#/kms/keys/mrk-1234'],
    [
      'auto-scaling-group',
      'https://us-east-1.console.aws.amazon.com/ec2/home?region=us-east-1#AutoScalingGroupDetails:id=web',
    ],
    ['load-balancer', 'https://us-east-1.console.aws.amazon.com/ec2/home?region=us-east-1#LoadBalancers:search=web'],
    ['hosted-zone', 'https://console.aws.amazon.com/route53/v2/hostedzones#ListRecordSets/Z123'],
    ['distribution', 'https://console.aws.amazon.com/cloudfront/v4/home#/distributions/E1STOREFRONT01'],
    ['costs', 'https://console.aws.amazon.com/costmanagement/home#/cost-explorer'],
  ] as const)('%s', (kind, url) => expect(toConsoleUrl(each[kind])).toBe(url));

  test('a metric to its graph, with its statistic, its period and the stretch of time that is shown', () => {
    expect(toConsoleUrl(metric)).toBe(
      "https://us-west-2.console.aws.amazon.com/cloudwatch/home?region=us-west-2#metricsV2:graph=~(metrics~(~(~'AWS*2fRDS~'AuroraGlobalDBRPOLag~'DBClusterIdentifier~'orders-west~(stat~'Maximum~period~60)))~region~'us-west-2~view~'timeSeries~stacked~false~start~'-PT3H~end~'P0D)",
    );
    const shown = { ...metric, startAt: Date.UTC(2026, 10, 20, 3), endAt: Date.UTC(2026, 10, 20, 6) };
    expect(toConsoleUrl(shown)).toContain("start~'2026-11-20T03*3a00*3a00.000Z~end~'2026-11-20T06*3a00*3a00.000Z)");
  });

  test('a key that is known by an alias only to the list of keys, which is all its address allows', () => {
    expect(toConsoleUrl({ kind: 'kms-key', region, name: 'alias/checkout' })).toMatch(/#\/kms\/keys$/);
  });
});

test('each partition has a console of its own, and what it lacks leads nowhere', () => {
  const at = (place: string, kind: ConsoleSourceKind) =>
    toConsoleUrl({ ...each[kind], region: place } as ConsoleSource);
  expect(at('us-gov-west-1', 'rds-cluster')).toMatch(/^https:\/\/us-gov-west-1\.console\.amazonaws-us-gov\.com\/rds/);
  expect(at('cn-north-1', 'rds-cluster')).toMatch(/^https:\/\/cn-north-1\.console\.amazonaws\.cn\/rds/);
  expect(at('cn-north-1', 'sqs-queue')).toContain('sqs.cn-north-1.amazonaws.com.cn');
  expect(at('us-gov-west-1', 'costs')).toBe('none');
  expect(at('us-gov-west-1', 'distribution')).toBe('none');
});

test('no name, whatever it is made of, leads away from the AWS console or into another field', () => {
  const kinds = fc.constantFrom(...Object.values(each));
  const name = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((value) => value.isWellFormed());
  fc.assert(
    fc.property(kinds, name, (source, odd) => {
      const url = toConsoleUrl(spoiled(source, odd));
      if (url === 'none') return;
      expect(new URL(url).hostname).toBe(new URL(toConsoleUrl(source)).hostname);
      expect(new URL(url).pathname.split('/').length).toBe(new URL(toConsoleUrl(source)).pathname.split('/').length);
      expect(url).not.toMatch(/[<>"\s]/);
      if (source.kind === 'cloudwatch-metric')
        expect(url.split("~'").length).toBe(toConsoleUrl(metric).split("~'").length);
    }),
  );
});

test('each source has words for a person', () => {
  expect(sourceWords(metric)).toBe('CloudWatch metric AuroraGlobalDBRPOLag, Maximum, in us-west-2');
  expect(sourceWords(each.costs)).toBe('Cost Explorer');
  for (const source of Object.values(each)) expect(sourceWords(source)).not.toMatch(/undefined|\[object/);
});

function spoiled(source: ConsoleSource, odd: string): ConsoleSource {
  if (source.kind === 'cloudwatch-metric') return { ...source, dimensions: { DBClusterIdentifier: odd } };
  if ('name' in source) return { ...source, name: odd };
  return 'id' in source ? { ...source, id: odd } : source;
}
