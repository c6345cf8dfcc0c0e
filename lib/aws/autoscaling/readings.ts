import type { EpochMs } from '../../domain/time';

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
  /** Processes that are switched off, as AWS names them, in order. */
  readonly suspended: readonly string[];
  readonly instances: readonly AutoScalingInstance[];
}

/** An attempt of a group to start or stop an instance. */
export interface ScalingActivity {
  readonly id: string;
  readonly state: 'in-progress' | 'successful' | 'failed' | 'unknown';
  /** AWS's words, e.g. `Launching a new EC2 instance: i-0abc`; untrusted text. */
  readonly description: string;
  /** AWS's words about trouble; untrusted text, empty where there is none. */
  readonly message: string;
  readonly startedAt: EpochMs | 'unknown';
}
