import type { MetricSource } from '../console-link/source';
import type { AccountId, RegionCode, WorkloadId } from '../fleet';
import type { MissingReason } from '../observation';
import type { EpochMs } from '../time';
import type { InterestWindow } from './interest';

/** The four that tell how a service does, whatever it is. */
export const goldenSignals = ['latency', 'traffic', 'errors', 'saturation'] as const;
export type GoldenSignal = (typeof goldenSignals)[number];

/** Kinds of resource that have golden signals, in the order in which users meet them. */
export const signalFamilies = [
  'cloudfront',
  'application-load-balancer',
  'network-load-balancer',
  'api-gateway',
  'lambda',
  'queue',
  'aurora',
  'rds',
  'dynamodb',
  'elasticache',
] as const;
export type SignalFamily = (typeof signalFamilies)[number];

/** What the values of a series count. Percent is 0…100; a rate is per second. */
export type SignalUnit = 'milliseconds' | 'seconds' | 'per-second' | 'percent' | 'count';

/** A value and the start of its period. */
export type WindowPoint = readonly [at: EpochMs, value: number];

/** `read`: all there is. `partial`: some of it. Else why there is nothing new; points are then what was read before. */
export type SeriesState = 'read' | 'partial' | MissingReason;

interface Series {
  readonly id: string;
  readonly accountId: AccountId;
  /** The metric a person finds in the AWS console; `none` where the service publishes none. */
  readonly source: MetricSource | 'none';
  readonly state: SeriesState;
  /** For a person: what happened, or why there is no such metric; empty where all is well. */
  readonly note: string;
  /** Ascending; a period without a value has no point. */
  readonly points: readonly WindowPoint[];
}

export interface SignalResource {
  /** `${family}/${name}` */
  readonly id: string;
  readonly family: SignalFamily;
  readonly name: string;
  /** Where it is; `global` for what is at every edge. */
  readonly region: RegionCode | 'global';
}

export interface SignalSeries extends Series {
  readonly resource: SignalResource;
  readonly signal: GoldenSignal;
  /** e.g. `TargetResponseTime p95`, `5xx answers of all requests`. */
  readonly figure: string;
  readonly unit: SignalUnit;
}

/** What is measured from outside: the way there and back, and the wait for the first byte. */
export const checkerMeasures = ['connection', 'first-byte'] as const;
export type CheckerMeasure = (typeof checkerMeasures)[number];

/** What Route 53's checkers of one region measure of one endpoint, in milliseconds. */
export interface CheckerSeries extends Series {
  readonly hostname: string;
  /** Where the checkers stand. */
  readonly from: RegionCode;
  readonly measure: CheckerMeasure;
}

/** A regional endpoint and the health check that asks it, or why there is none to measure by. */
export interface CheckedEndpoint {
  readonly hostname: string;
  readonly healthCheckId: string | 'unknown';
  readonly state: 'read' | MissingReason;
  readonly note: string;
}

interface Window extends InterestWindow {
  readonly workloadId: WorkloadId;
  readonly region: RegionCode;
  /** When the newest part of it came (fleet time). */
  readonly receivedAt: EpochMs;
}

export interface SignalsWindow extends Window {
  readonly view: 'signals';
  readonly series: readonly SignalSeries[];
}

export interface CheckersWindow extends Window {
  readonly view: 'checkers';
  readonly series: readonly CheckerSeries[];
  readonly endpoints: readonly CheckedEndpoint[];
}

/** What was fetched for an interest. */
export type MetricWindow = SignalsWindow | CheckersWindow;

/** What a page is told of one of its interests. */
export interface WindowAnswer {
  /** As the page asked for it. */
  readonly key: string;
  /** It is being fetched; what is shown meanwhile was read before. */
  readonly asking: boolean;
  /** Why it is not fetched, with what to do; `none` where it is. */
  readonly refusal: string | 'none';
  /** `as-known`: the page has it already. */
  readonly window: MetricWindow | 'as-known' | 'none';
}
