import { expect, test } from 'vitest';
import type { HealthCheckReading, RecordSetReading } from '@/lib/aws';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { describePolicy, toRoutingRecord } from './routing-records';

const record: RecordSetReading = {
  name: 'checkout.acme.example',
  type: 'A',
  setIdentifier: 'primary',
  policy: { kind: 'failover', role: 'primary' },
  ttlSeconds: 'from-target',
  values: [],
  alias: {
    hostedZoneId: 'Z1',
    hostname: 'checkout-use1-1.us-east-1.elb.amazonaws.com',
    evaluatesTargetHealth: true,
  },
  healthCheckId: 'check-1',
};

const check: HealthCheckReading = {
  id: 'check-1',
  type: 'HTTPS',
  hostname: 'us-east-1.checkout.acme.example',
  path: '/healthz',
  intervalSeconds: 10,
  failureThreshold: 3,
  routingControlArn: 'none',
  childIds: [],
  measuresLatency: false,
  disabled: false,
  inverted: false,
};

function decides(over: Partial<HealthCheckReading>): string {
  const hostname = defaultFleet.workloads[0]?.entryPoints[0]?.endpoints[0]?.hostname ?? 'none';
  const { healthCheck } = toRoutingRecord(defaultFleet, record, [{ ...check, hostname, ...over }]);
  return healthCheck === 'none' ? 'none' : healthCheck.by;
}

test('a record is kept with the region it leads to and how it is chosen', () => {
  expect(toRoutingRecord(defaultFleet, record, [])).toMatchObject({
    policy: 'failover, primary',
    region: 'us-east-1',
    targets: ['checkout-use1-1.us-east-1.elb.amazonaws.com'],
    ttlSeconds: 'from-target',
    evaluatesTargetHealth: true,
  });
});

test('only an ordinary check of a regional endpoint counts as that endpoint’s: a disabled or inverted one says something else', () => {
  expect(decides({})).toBe('endpoint');
  expect(decides({ disabled: true })).toBe('other');
  expect(decides({ inverted: true })).toBe('other');
  expect(decides({ hostname: 'elsewhere.example' })).toBe('other');
  expect(decides({ type: 'RECOVERY_CONTROL', hostname: 'none' })).toBe('routing-control');
});

test('a place is named; the default is called default', () => {
  const place = { kind: 'geolocation', continentCode: 'none', countryCode: 'none', subdivisionCode: 'none' } as const;
  expect(describePolicy({ ...place, continentCode: 'EU' })).toBe('geolocation, continent EU');
  expect(describePolicy({ ...place, countryCode: '*' })).toBe('geolocation, default');
});
