import { describe, expect, it } from 'vitest';
import type { BucketReplication, ReplicationRule } from '@/lib/aws';
import { toBucketLinks } from './s3-replication';

function rule(more: Partial<ReplicationRule> = {}): ReplicationRule {
  return {
    id: 'rtc',
    enabled: true,
    destinationBucket: 'copies',
    destinationRegion: 'b',
    destinationAccountId: 'same',
    metricsEnabled: true,
    timeControl: true,
    ...more,
  };
}
const bucket = (...rules: ReplicationRule[]): BucketReplication => ({ bucket: 'originals', region: 'a', rules });
const dimensions = { SourceBucket: 'originals', DestinationBucket: 'copies', RuleId: 'rtc' };

describe('links of a replicated bucket', () => {
  it('have their latency where the copies arrive, and in the source region if it should be there', () => {
    const [link] = toBucketLinks(bucket(rule()));
    expect(link).toMatchObject({ source: 'a', target: 'b', copyState: 'replicating', quality: 'estimate' });
    expect(link?.lagQueries.map(({ region, query }) => [region, query.name, query.statistic])).toEqual([
      ['b', 'ReplicationLatency', 'Maximum'],
      ['a', 'ReplicationLatency', 'Maximum'],
    ]);
    expect(link?.lagQueries[0]).toMatchObject({ query: { namespace: 'AWS/S3', dimensions }, secondsPerUnit: 1 });
  });

  it('count what failed as a sum in the source region first: it is lost whatever the lag', () => {
    const [link] = toBucketLinks(bucket(rule()));
    expect(link?.backlog?.failed.map(({ region, query }) => [region, query.name, query.statistic])).toEqual([
      ['a', 'OperationsFailedReplication', 'Sum'],
      ['b', 'OperationsFailedReplication', 'Sum'],
    ]);
  });

  it('are not measured where nobody switched the metrics on, and nothing is asked for in vain', () => {
    const [link] = toBucketLinks(bucket(rule({ metricsEnabled: false })));
    expect(link).toMatchObject({ unmeasured: 'not-enabled', lagQueries: [], backlog: { pending: [], failed: [] } });
  });

  it('do not replicate while the rule is off', () => {
    expect(toBucketLinks(bucket(rule({ enabled: false })))[0]?.copyState).toBe('not-replicating');
  });

  it('are one per region, told by the rule that is on and measured', () => {
    const links = toBucketLinks(bucket(rule({ id: 'off', enabled: false }), rule({ id: 'on' })));
    expect(links.map((link) => link.lagQueries[0]?.query.dimensions.RuleId)).toEqual(['on']);
  });

  it('do not lead to the same region or to nowhere', () => {
    expect(toBucketLinks(bucket(rule({ destinationRegion: 'a' }), rule({ destinationRegion: 'unknown' })))).toEqual([]);
  });
});
