/** A CloudFront distribution as its control plane describes it. */
export interface DistributionReading {
  readonly id: string;
  /** AWS's word: `Deployed`, or `InProgress` while a change travels to the edges. */
  readonly status: string;
  readonly enabled: boolean;
  readonly domainName: string;
  readonly aliases: readonly string[];
  /** Names requests are sent on to. */
  readonly origins: readonly string[];
  /** Whether a group of origins exists, so that the edge itself tries a second origin. */
  readonly originFailover: boolean;
}
