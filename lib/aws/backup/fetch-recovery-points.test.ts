import { describe, expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import type { ScriptedAnswer, SeenRequest } from '../testing/scripted-endpoint';
import { fetchRecoveryPoints } from './fetch-recovery-points';

const fetchWith = (script: (request: SeenRequest, count: number) => ScriptedAnswer) =>
  withScriptedEdge(script, (edge) => fetchRecoveryPoints(edge, scriptedScope, 'archive', 0));
const ResourceArn = 'arn:aws:rds:us-east-1:111122223333:db:ledger';

describe('recovery points of a vault', () => {
  test('are read to the last page, and only complete ones count as complete', async () => {
    const first = {
      RecoveryPointArn: 'one',
      ResourceArn,
      Status: 'COMPLETED',
      CreationDate: 1000,
      CompletionDate: 1060,
    };
    const second = { RecoveryPointArn: 'two', ResourceArn, Status: 'RUNNING', CreationDate: 2000 };
    const answer = await fetchWith((_request, count) =>
      count === 1 ? { json: { RecoveryPoints: [first], NextToken: 'more' } } : { json: { RecoveryPoints: [second] } },
    );
    expect(expectAnswered(answer).value).toEqual([
      { arn: 'one', resourceArn: ResourceArn, status: 'completed', createdAt: 1_000_000, completedAt: 1_060_000 },
      { arn: 'two', resourceArn: ResourceArn, status: 'other', createdAt: 2_000_000, completedAt: 'unknown' },
    ]);
  });

  test('without a date recover no known moment and are left out, with a notice', async () => {
    const RecoveryPoints = [{ RecoveryPointArn: 'one', ResourceArn, Status: 'COMPLETED' }];
    const { value, notices } = expectAnswered(await fetchWith(() => ({ json: { RecoveryPoints } })));
    expect([value, notices.length]).toEqual([[], 1]);
  });

  test('without a status are left out with a notice: nobody knows whether they can be used', async () => {
    const RecoveryPoints = [{ RecoveryPointArn: 'one', ResourceArn, CreationDate: 1000 }];
    const { value, notices } = expectAnswered(await fetchWith(() => ({ json: { RecoveryPoints } })));
    expect([value, notices.length]).toEqual([[], 1]);
  });

  test('of a vault that does not exist are an answer', async () => {
    const gone = { json: { __type: 'ResourceNotFoundException' }, status: 400 };
    expect(expectAnswered(await fetchWith(() => gone)).value).toBe('absent');
  });
});
