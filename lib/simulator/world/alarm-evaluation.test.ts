import { describe, expect, it } from 'vitest';
import { judgeAlarm } from './alarm-evaluation';
import { findDefaultFleet } from './build-fleet';
import type { AlarmDeclaration } from './fleet-alarms';
import type { AlarmStanding } from './world-state';

const [base] = findDefaultFleet().alarms;
if (base === undefined) throw new Error('The fleet has no alarm.');
const alarm: AlarmDeclaration = {
  ...base,
  threshold: 10,
  evaluationPeriods: 3,
  datapointsToAlarm: 2,
  comparison: 'GreaterThanThreshold',
};

function standing(state: AlarmStanding['state']): AlarmStanding {
  return { state, stateReason: 'before', transitionedAt: 1, updatedAt: 1 };
}

function judge(
  values: readonly (number | undefined)[],
  treatMissingData: AlarmDeclaration['treatMissingData'],
  from: AlarmStanding['state'] = 'OK',
) {
  const points = values.map((value, index) => ({ at: index * 60_000, value }));
  return judgeAlarm({ ...alarm, treatMissingData }, standing(from), points, 200_000);
}

describe('an alarm', () => {
  it('fires when enough of its newest periods breach, and says which', () => {
    expect(judge([5, 11, 12], 'missing')).toMatchObject({ state: 'ALARM', transitionedAt: 200_000 });
    expect(judge([5, 11, 12], 'missing').stateReason).toContain('were greater than the threshold (10)');
    expect(judge([5, 10, 12], 'missing').state).toBe('OK');
    expect(judge([1, 2, 3], 'missing', 'ALARM').state).toBe('OK');
  });

  it('keeps its state and its dates while nothing changes', () => {
    expect(judge([1, 1, 1], 'missing')).toEqual(standing('OK'));
    expect(judge([11, 11, 11], 'missing', 'ALARM')).toEqual(standing('ALARM'));
  });

  it('treats missing minutes as it was told', () => {
    const none = [undefined, undefined, undefined];
    expect(judge(none, 'missing').state).toBe('INSUFFICIENT_DATA');
    expect(judge(none, 'breaching').state).toBe('ALARM');
    expect(judge(none, 'notBreaching', 'ALARM').state).toBe('OK');
    expect(judge(none, 'ignore', 'ALARM').state).toBe('ALARM');
    expect(judge([undefined, undefined, 11], 'breaching').state).toBe('ALARM');
    expect(judge([undefined, undefined, 11], 'missing').state).toBe('OK');
  });
});
