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
