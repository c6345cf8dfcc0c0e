import { describe, expect, test } from 'vitest';
import { toLoadBalancer } from './to-load-balancer';

const base = 'arn:aws:elasticloadbalancing:us-east-1:111122223333';
const wire = {
  LoadBalancerArn: `${base}:loadbalancer/app/checkout-use1/50dc6c495c0c9188`,
  LoadBalancerName: 'checkout-use1',
  DNSName: 'Checkout-use1-1.us-east-1.elb.amazonaws.com',
  CanonicalHostedZoneId: 'Z35SXDOTRQ7X7K',
  Type: 'application',
  State: { Code: 'active_impaired' },
} as const;
const groupOf = (name: string, LoadBalancerArns: string[]) => ({
  TargetGroupArn: `${base}:targetgroup/${name}/6d0ecf831eec9f09`,
  TargetGroupName: name,
  LoadBalancerArns,
});

describe('a load balancer', () => {
  test('gives the dimensions its metrics have, and its own target groups only', () => {
    const groups = [groupOf('checkout-use1', [wire.LoadBalancerArn]), groupOf('other', ['arn:other'])];
    expect(toLoadBalancer(wire, groups)).toEqual({
      arn: wire.LoadBalancerArn,
      name: 'checkout-use1',
      dimension: 'app/checkout-use1/50dc6c495c0c9188',
      hostname: 'checkout-use1-1.us-east-1.elb.amazonaws.com',
      hostedZoneId: 'Z35SXDOTRQ7X7K',
      type: 'application',
      state: 'active-impaired',
      targetGroups: [
        {
          arn: `${base}:targetgroup/checkout-use1/6d0ecf831eec9f09`,
          name: 'checkout-use1',
          dimension: 'targetgroup/checkout-use1/6d0ecf831eec9f09',
        },
      ],
    });
  });

  test('without a state is unknown, never active', () => {
    expect(toLoadBalancer({ ...wire, State: undefined }, [])).toMatchObject({ state: 'unknown' });
  });

  test('whose ARN cannot be read is incomplete', () => {
    expect(toLoadBalancer({ ...wire, LoadBalancerArn: 'odd' }, [])).toBe('incomplete');
  });
});
