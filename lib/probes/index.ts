/** The console's own probes: one vantage on the user path that asks nothing of any AWS API. */
export { createProber } from './create-prober';
export type {
  HttpProbeAsked,
  HttpProbeResult,
  MarkerAnswer,
  MarkerAsked,
  NameAnswer,
  Prober,
  ProberConfig,
  StatusReading,
} from './types';
