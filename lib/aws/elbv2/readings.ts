export interface TargetGroupReading {
  readonly arn: string;
  readonly name: string;
  /** Value of the CloudWatch dimension `TargetGroup`: `targetgroup/name/id`. */
  readonly dimension: string;
}

export interface LoadBalancerReading {
  readonly arn: string;
  readonly name: string;
  /** Value of the CloudWatch dimension `LoadBalancer`: `app/name/id`. */
  readonly dimension: string;
  /** Lower case, without a final dot. */
  readonly hostname: string;
  readonly hostedZoneId: string;
  readonly type: 'application' | 'network' | 'gateway' | 'unknown';
  readonly state: 'active' | 'active-impaired' | 'provisioning' | 'failed' | 'unknown';
  readonly targetGroups: readonly TargetGroupReading[];
}

export interface TargetReading {
  readonly id: string;
  readonly state: 'healthy' | 'unhealthy' | 'initial' | 'draining' | 'unused' | 'unavailable' | 'unknown';
  /** AWS's reason code, empty where none is given. */
  readonly reason: string;
}
