import type { RolePurpose } from './account-access';
import type { AwsService } from './serving-region';

/** One call as people know it, and what of the screen lives on it. */
export interface AwsCall<S extends AwsService = AwsService> {
  readonly service: S;
  /** The IAM action, e.g. `cloudwatch:GetMetricData`. */
  readonly action: string;
  /** What the screen shows from it; begins a sentence, plural, e.g. `Alarm states`. */
  readonly shows: string;
  /** The role it is made with; `write` and `recover` for what changes something. Default `read`. */
  readonly as?: RolePurpose;
  /** Of what it writes: regions it is copied to, which are billed as well. Default 0. */
  readonly copies?: number;
}
