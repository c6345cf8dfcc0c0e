import type { AutoScalingGroup, Instance } from '@aws-sdk/client-auto-scaling';
import { type Notice, toEach } from '../notices';
import type { AutoScalingGroupReading, AutoScalingInstance } from './readings';

export function toAutoScalingGroup(wire: AutoScalingGroup, notice: Notice): AutoScalingGroupReading | 'incomplete' {
  const { MinSize: minimum, MaxSize: maximum, DesiredCapacity: desired } = wire;
  if (!wire.AutoScalingGroupName || minimum === undefined || maximum === undefined || desired === undefined) {
    return 'incomplete';
  }
  const instances = toEach(wire.Instances ?? [], toInstance, notice, 'instances');
  return {
    name: wire.AutoScalingGroupName,
    arn: wire.AutoScalingGroupARN ?? '',
    minimum,
    maximum,
    desired,
    inService: instances.filter((instance) => instance.state === 'in-service' && instance.isHealthy).length,
    suspended: (wire.SuspendedProcesses ?? []).map(({ ProcessName: name }) => name ?? 'unknown').sort(),
    instances,
  };
}

function toInstance(wire: Instance): AutoScalingInstance | 'incomplete' {
  if (!wire.InstanceId) return 'incomplete';
  return {
    id: wire.InstanceId,
    availabilityZone: wire.AvailabilityZone ?? '',
    state: toState(wire.LifecycleState),
    isHealthy: wire.HealthStatus?.toLowerCase() === 'healthy',
  };
}

/** AWS's lifecycle words have sub-states after a colon (`Pending:Wait`); the first word is what counts here. */
function toState(wire: string | undefined): AutoScalingInstance['state'] {
  switch (wire?.split(':')[0]) {
    case undefined:
      return 'unknown';
    case 'InService':
      return 'in-service';
    case 'Pending':
      return 'pending';
    case 'Terminating':
    case 'Terminated':
      return 'terminating';
    case 'Standby':
    case 'EnteringStandby':
      return 'standby';
    case 'Warmed':
      return 'warm-pool';
    case 'Detaching':
    case 'Detached':
      return 'detaching';
    default:
      return 'other';
  }
}
