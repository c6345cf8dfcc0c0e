/** How many messages a queue holds just now; AWS calls all three approximate. `unknown` where it does not say. */
export interface QueueReading {
  readonly name: string;
  readonly visible: number | 'unknown';
  readonly inFlight: number | 'unknown';
  readonly delayed: number | 'unknown';
}
