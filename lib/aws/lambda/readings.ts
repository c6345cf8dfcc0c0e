import type { RegionCode } from '../../domain/fleet';

/** An event-source mapping: a function that is handed what a queue or a stream holds. */
export interface EventSourceMapping {
  readonly uuid: string;
  /** Where it is on its way, what it does until it is there is not said. */
  readonly state: 'enabled' | 'disabled' | 'enabling' | 'disabling' | 'other';
  /** AWS's own word for the state; untrusted text. */
  readonly word: string;
}

/** Whether a function is asked and answers, or is handed what it works off later. */
export type Invocation = 'request-response' | 'event';

/** Environments of a function that are kept ready behind an alias or a version, as its own region tells of them. */
export interface ProvisionedConcurrency {
  readonly functionName: string;
  readonly qualifier: string;
  readonly region: RegionCode;
  /** `other` where AWS gives no state or one that is not known here. */
  readonly status: 'ready' | 'in-progress' | 'failed' | 'other';
  /** AWS's own word for the state, and why it failed: untrusted texts. */
  readonly word: string;
  readonly reason: string | 'none';
  /** Executions that are asked for, given to it and ready to answer; `unknown` where AWS does not say. */
  readonly requested: number | 'unknown';
  readonly allocated: number | 'unknown';
  readonly available: number | 'unknown';
}
