export interface AutoScalingInstance {
  readonly id: string;
  readonly availabilityZone: string;
  readonly state:
    | 'in-service'
    | 'pending'
    | 'terminating'
    | 'standby'
    | 'warm-pool'
    | 'detaching'
    | 'other'
    | 'unknown';
  readonly isHealthy: boolean;
}

export interface AutoScalingGroupReading {
  readonly name: string;
  readonly arn: string;
  readonly minimum: number;
  readonly maximum: number;
  readonly desired: number;
  /** Instances that are in service and healthy. */
  readonly inService: number;
  readonly instances: readonly AutoScalingInstance[];
}
