/** A routing control as one endpoint of its cluster sees it. */
export interface RoutingControlReading {
  readonly controlArn: string;
  /** `unknown` for a word this console does not know: neither on nor off. */
  readonly state: 'on' | 'off' | 'unknown';
}
