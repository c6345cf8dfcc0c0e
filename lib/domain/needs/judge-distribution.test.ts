import { describe, expect, test } from 'vitest';
import type { DistributionDescription } from '../entities';
import { judgedAt } from '../testing/arbitraries';
import { answeredAt, declaredWorkload, deployedDistribution, distributionWith } from '../testing/sample-needs';
import type { JudgedAt } from './described';
import { findOnlyOriginRegion, findOriginRegion, judgeDistribution } from './judge-distribution';

const storefront = declaredWorkload('storefront');
const noneDark: JudgedAt = { isDark: () => false, now: judgedAt };

function judge(described: DistributionDescription | 'absent', at = noneDark) {
  const entity = distributionWith(answeredAt<DistributionDescription | 'absent'>(described, judgedAt));
  return judgeDistribution('E1STOREFRONT01', storefront, [entity], at);
}

describe('a distribution', () => {
  test('is deployed, on its way, disabled or not there, as its control plane says', () => {
    expect(judge(deployedDistribution).state).toBe('deployed');
    expect(judge({ ...deployedDistribution, status: 'InProgress' }).state).toBe('deploying');
    expect(judge({ ...deployedDistribution, enabled: false }).state).toBe('disabled');
    expect(judge('absent').state).toBe('absent');
  });

  test('is unknown while its control plane is dark or was not asked, although the edges may serve', () => {
    const dark = { isDark: (region: string) => region === 'us-east-1', now: judgedAt };
    expect(judge(deployedDistribution, dark)).toMatchObject({
      state: 'unknown',
      sentence: 'CloudFront, asked in us-east-1, does not tell',
      lastKnown: { state: 'deployed' },
    });
    expect(judgeDistribution('E2', storefront, [], noneDark)).toMatchObject({ state: 'unknown', heard: [] });
  });

  test.each([
    ['use1.storefront.acme.example', 'us-east-1'],
    ['shop-1.eu-west-1.elb.amazonaws.com', 'eu-west-1'],
    ['files.s3.ap-southeast-1.amazonaws.com', 'ap-southeast-1'],
    ['files.s3.amazonaws.com', 'unknown'],
    ['origin.acme.example', 'unknown'],
    ['us-east-1.acme.example', 'unknown'],
  ])('knows of the origin %s that it is in %s', (hostname, region) => {
    expect(findOriginRegion(hostname, storefront)).toBe(region);
  });

  test('has its origins in one region only where every one of them tells so', () => {
    const origins = (...hostnames: string[]) => judge({ ...deployedDistribution, origins: hostnames }).origins;
    const [east, west] = ['use1.storefront.acme.example', 'usw2.storefront.acme.example'];
    expect(findOnlyOriginRegion(origins(east))).toBe('us-east-1');
    expect(findOnlyOriginRegion(origins(east, west))).toBe('none');
    expect(findOnlyOriginRegion(origins(east, 'origin.acme.example'))).toBe('none');
    expect(findOnlyOriginRegion(origins('origin.acme.example'))).toBe('none');
    expect(findOnlyOriginRegion([])).toBe('none');
  });
});
