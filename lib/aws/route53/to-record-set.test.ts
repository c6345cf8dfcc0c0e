import type { ResourceRecordSet } from '@aws-sdk/client-route-53';
import { describe, expect, test } from 'vitest';
import { toHostname } from './to-hostname';
import { toRecordSet } from './to-record-set';

function translate(wire: Partial<ResourceRecordSet>) {
  const notices: string[] = [];
  const value = toRecordSet({ Name: 'www.acme.example.', Type: 'A', ...wire }, (text) => notices.push(text));
  return { value, notices };
}

describe('a Route 53 record', () => {
  test.each<[Partial<ResourceRecordSet>, object]>([
    [{}, { kind: 'simple' }],
    [{ Failover: 'PRIMARY' }, { kind: 'failover', role: 'primary' }],
    [{ Failover: 'SECONDARY' }, { kind: 'failover', role: 'secondary' }],
    [{ Region: 'us-west-2' }, { kind: 'latency', region: 'us-west-2' }],
    [{ Weight: 0 }, { kind: 'weighted', weight: 0 }],
    [
      { GeoLocation: { ContinentCode: 'EU' } },
      { kind: 'geolocation', continentCode: 'EU', countryCode: 'none', subdivisionCode: 'none' },
    ],
    [
      { GeoLocation: { CountryCode: '*' } },
      { kind: 'geolocation', continentCode: 'none', countryCode: '*', subdivisionCode: 'none' },
    ],
    [{ MultiValueAnswer: true }, { kind: 'multivalue' }],
    [{ GeoProximityLocation: { Bias: 5 } }, { kind: 'geoproximity' }],
  ])('%j has the policy %j', (wire, policy) => {
    expect(translate({ SetIdentifier: 'one', ...wire }).value).toMatchObject({ policy });
  });

  test('of a policy that is new to the console is shown as simple, with a notice', () => {
    expect(translate({ SetIdentifier: 'one' }).notices).toHaveLength(1);
    expect(translate({}).notices).toHaveLength(0);
  });

  test('takes the TTL of what it is an alias of', () => {
    const AliasTarget = {
      HostedZoneId: 'Z1',
      DNSName: 'Dualstack.Checkout.ELB.amazonaws.com.',
      EvaluateTargetHealth: true,
    };
    expect(translate({ AliasTarget, HealthCheckId: 'hc-1' }).value).toMatchObject({
      ttlSeconds: 'from-target',
      values: [],
      alias: { hostname: 'dualstack.checkout.elb.amazonaws.com', evaluatesTargetHealth: true },
      healthCheckId: 'hc-1',
    });
  });

  test('of text has its quotes and escapes taken off', () => {
    const values = [{ Value: '"healthy"' }, { Value: '"two " "parts"' }, { Value: '"say \\"hi\\""' }];
    expect(translate({ Type: 'TXT', TTL: 10, ResourceRecords: values }).value).toMatchObject({
      ttlSeconds: 10,
      values: ['healthy', 'two parts', 'say "hi"'],
    });
  });

  test('has a name as people write it', () => {
    expect(toHostname('\\052.ACME.example.')).toBe('*.acme.example');
  });
});
