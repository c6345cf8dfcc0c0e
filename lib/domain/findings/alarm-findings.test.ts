import { describe, expect, test } from 'vitest';
import type { AlarmMetric } from '../entities';
import { sampleLink } from '../testing/arbitraries';
import { findPublishingRegions } from './publishing-regions';

const lag: AlarmMetric = { namespace: 'AWS/RDS', name: 'AuroraGlobalDBRPOLag', dimensions: {} };
const latency = (receiving: string): AlarmMetric => ({
  namespace: 'AWS/DynamoDB',
  name: 'ReplicationLatency',
  dimensions: { ReceivingRegion: receiving },
});
const at = (region: string) => ({ accountId: '111122223333', region, workloadId: 'checkout' });
const aurora = sampleLink();
const table = (source: string, target: string) =>
  sampleLink({ id: `${source}>${target}`, storeKind: 'dynamodb-global-table', source, target });

describe('the region an alarm must be in', () => {
  test('is where the copy is for the lag of Aurora, and turns round with the roles', () => {
    expect(findPublishingRegions(lag, at('us-east-1'), [aurora])).toEqual(['us-west-2']);
    const turned = { ...aurora, source: aurora.target, target: aurora.source };
    expect(findPublishingRegions(lag, at('us-west-2'), [turned])).toEqual(['us-east-1']);
  });

  test('is where the write was for the latency of DynamoDB', () => {
    const both = [table('us-east-1', 'eu-west-1'), table('eu-west-1', 'us-east-1')];
    expect(findPublishingRegions(latency('eu-west-1'), at('eu-west-1'), both)).toEqual(['us-east-1']);
    expect(findPublishingRegions(latency('us-east-1'), at('eu-west-1'), both)).toEqual(['eu-west-1']);
  });

  test('is us-east-1 for services without a region', () => {
    const check: AlarmMetric = { namespace: 'AWS/Route53', name: 'HealthCheckStatus', dimensions: {} };
    expect(findPublishingRegions(check, at('eu-west-1'), [])).toEqual(['us-east-1']);
  });

  test('may be any where nothing says otherwise: other metrics, other accounts, no link at all', () => {
    const errors: AlarmMetric = { namespace: 'AWS/ApplicationELB', name: 'HTTPCode_Target_5XX_Count', dimensions: {} };
    expect(findPublishingRegions(errors, at('us-east-1'), [aurora])).toBe('anywhere');
    expect(findPublishingRegions(lag, at('us-east-1'), [])).toBe('anywhere');
    expect(findPublishingRegions(lag, { ...at('us-east-1'), accountId: '444455556666' }, [aurora])).toBe('anywhere');
    expect(findPublishingRegions(lag, at('ap-southeast-1'), [aurora])).toBe('anywhere');
  });
});
