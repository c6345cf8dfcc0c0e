import type { AutoScalingGroup, LifecycleState } from '@aws-sdk/client-auto-scaling';
import { describe, expect, test } from 'vitest';
import { toAutoScalingGroup } from './to-auto-scaling-group';

function translate(states: readonly (readonly [string, string])[], changes: Partial<AutoScalingGroup> = {}) {
  return toAutoScalingGroup(
    {
      AutoScalingGroupName: 'storefront-apse1',
      MinSize: 2,
      MaxSize: 16,
      DesiredCapacity: 3,
      DefaultCooldown: 300,
      AvailabilityZones: ['ap-southeast-1a'],
      HealthCheckType: 'ELB',
      CreatedTime: new Date(0),
      Instances: states.map(([state, HealthStatus], index) => ({
        InstanceId: `i-${index}`,
        AvailabilityZone: 'ap-southeast-1a',
        LifecycleState: state as LifecycleState,
        HealthStatus,
        ProtectedFromScaleIn: false,
      })),
      ...changes,
    },
    () => undefined,
  );
}

describe('an Auto Scaling group', () => {
  test('counts as in service only what is in service and healthy', () => {
    const group = translate([
      ['InService', 'Healthy'],
      ['InService', 'Unhealthy'],
      ['Pending', 'Healthy'],
      ['Terminating:Wait', 'Healthy'],
    ]);
    expect(group).toMatchObject({ desired: 3, maximum: 16, inService: 1 });
  });

  test.each([
    ['Pending:Wait', 'pending'],
    ['Terminated', 'terminating'],
    ['EnteringStandby', 'standby'],
    ['Warmed:Running', 'warm-pool'],
    ['Quarantined', 'other'],
  ])('reads %s as %s', (wire, state) => {
    expect(translate([[wire, 'Healthy']])).toMatchObject({ instances: [{ state }], inService: 0 });
  });

  test('whose size AWS does not say is incomplete, never zero', () => {
    expect(translate([], { DesiredCapacity: undefined })).toBe('incomplete');
  });
});
