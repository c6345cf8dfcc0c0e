import type { EpochMs, Seconds } from '../../domain/time';

/** Fleet time; points whose period starts inside `startAt` (inclusive) … `endAt` (exclusive). */
export interface MetricWindow {
  readonly startAt: EpochMs;
  readonly endAt: EpochMs;
}

export const alarmStates = ['alarm', 'insufficient-data', 'ok'] as const;
export type AlarmState = (typeof alarmStates)[number];

export interface AlarmReading {
  readonly arn: string;
  readonly name: string;
  readonly kind: 'metric' | 'composite' | 'log';
  readonly state: AlarmState;
  /** Free text from AWS: untrusted, shown as text only. */
  readonly reason: string;
  readonly description: string;
  /** When the state last really changed; `unknown` where AWS does not say. */
  readonly changedAt: EpochMs | 'unknown';
  /** `complete` unless AWS says that the last evaluation was not; then the state is not trustworthy. */
  readonly evaluation: 'complete' | 'partial-data' | 'evaluation-failed';
  readonly actionsEnabled: boolean;
  /** The one metric behind it; `none` for metric math, composite and log alarms. */
  readonly metric: AlarmMetric | 'none';
  /** When it fires; `none` for what has no one threshold. */
  readonly rule?: AlarmRule | 'none';
}

/** What of its metric an alarm calls breaching. */
export interface AlarmRule {
  readonly comparison: 'above' | 'at-or-above' | 'below' | 'at-or-below';
  readonly threshold: number;
  /** What periods without a point count as; AWS's default is `missing`. */
  readonly missingData: 'breaching' | 'not-breaching' | 'ignore' | 'missing';
}

/** One value of a metric of the fleet's own. */
export interface MetricValue {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly value: number;
}

export interface AlarmMetric {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly statistic: string;
  readonly periodSeconds: Seconds;
}
