/** The console's own probes: one vantage on the user path that asks nothing of any AWS API. */
export { createProber } from './create-prober';
export type {
  ApplicationAnswer,
  ApplicationAsked,
  HttpProbeAsked,
  HttpProbeResult,
  NameAnswer,
  Prober,
  ProberConfig,
  StatusReading,
} from './types';
