import type { AlarmEntity } from '../entities';
import { newestValue } from '../observe';
import type { EpochMs } from '../time';
import { type TimelineEvent, toEvent } from './event';

/** A state of an alarm that is not OK, from its beginning to the next state. */
export interface AlarmSpell
  extends Pick<AlarmEntity, 'id' | 'accountId' | 'region' | 'workloadId' | 'name' | 'reason'> {
  readonly state: 'alarm' | 'insufficient-data';
  readonly since: EpochMs;
  readonly begins: TimelineEvent['begins'];
  /** `known` where the next state says since when it has been; else only by when it was over is known. */
  readonly closed: { readonly at: EpochMs; readonly exactly: boolean } | 'open';
}

/** What became of an alarm: its new state and since when, or that it is `gone`. */
export interface AlarmTransition
  extends Pick<AlarmEntity, 'id' | 'accountId' | 'region' | 'workloadId' | 'name' | 'reason'> {
  readonly state: 'ok' | 'alarm' | 'insufficient-data' | 'gone';
  readonly at: EpochMs;
  readonly begins: TimelineEvent['begins'];
}

/**
 * The change of state between two readings of an alarm; `none` where there is none, or where the newer reading says
 * nothing. A state whose own date cannot be its beginning (AWS gave none, or the date did not move with the state) is
 * dated when it was read, and says so.
 */
export function toAlarmTransition(before: AlarmTransition | 'none', alarm: AlarmEntity): AlarmTransition | 'none' {
  if (alarm.state.state !== 'observed') return 'none';
  const { value: state, measuredAt } = alarm.state;
  const { changedAt } = alarm;
  const isSameState = before !== 'none' && before.state === state;
  if (isSameState && (before.begins === 'seen-first' || changedAt <= before.at)) return 'none';
  const isDated = changedAt < measuredAt && (before === 'none' || changedAt > before.at);
  return {
    ...factsOf(alarm),
    state,
    at: isDated ? changedAt : measuredAt,
    begins: isDated ? 'known' : 'seen-first',
  };
}

/** An alarm that AWS lists no more: its state ended at some time after it was read last. */
export function toAlarmRemoval(alarm: AlarmEntity): AlarmTransition {
  const newest = newestValue(alarm.state);
  const at = newest === 'none' ? alarm.changedAt : Math.max(newest.measuredAt, alarm.changedAt);
  return { ...factsOf(alarm), state: 'gone', at, begins: 'seen-first' };
}

function factsOf({ id, accountId, region, workloadId, name, reason }: AlarmEntity) {
  return { id, accountId, region, workloadId, name, reason };
}

export function alarmEvent(spell: AlarmSpell): TimelineEvent {
  const { id, name, state, since, begins, closed, reason, accountId, region, workloadId } = spell;
  return toEvent({
    source: 'alarm',
    key: id,
    at: since,
    begins,
    until: closed === 'open' ? 'open' : closed.exactly ? closed.at : 'unknown',
    kind: 'alarm',
    severity: state === 'alarm' ? 'warning' : 'notice',
    accountId,
    region,
    workloadId,
    sentence: state === 'alarm' ? `Alarm ${name} fired` : `Alarm ${name} had insufficient data`,
    detail: reason,
    links: [{ to: 'aws', source: { kind: 'cloudwatch-alarm', region, name } }],
  });
}
