import { expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import type { ScriptedAnswer } from '../testing/scripted-endpoint';
import { fetchRestoreJobs } from './fetch-restore-jobs';

const job = { RestoreJobId: 'J1', RecoveryPointArn: 'point', CreationDate: 1000 };
const fetched = async (...RestoreJobs: readonly object[]) => {
  const answer: ScriptedAnswer = { json: { RestoreJobs } };
  return expectAnswered(
    await withScriptedEdge(
      () => answer,
      (edge) => fetchRestoreJobs(edge, scriptedScope, 0),
    ),
  );
};

test('restore jobs are read with how far they are and what they made', async () => {
  const made = { Status: 'COMPLETED', PercentDone: '100.00%', CreatedResourceArn: 'made' };
  expect((await fetched({ ...job, ...made })).value).toEqual([
    {
      id: 'J1',
      pointArn: 'point',
      status: 'completed',
      message: '',
      createdAt: 1_000_000,
      percentDone: 100,
      createdResourceArn: 'made',
    },
  ]);
});

test('a state or share that is new to the console or left out is unknown, and never complete', async () => {
  const { value } = await fetched({ ...job, Status: 'RESTING', PercentDone: 'most' }, job);
  expect(value).toMatchObject([
    { status: 'unknown', percentDone: 'unknown', createdResourceArn: 'none' },
    { status: 'unknown', percentDone: 'unknown' },
  ]);
});

test('a job without its id, its recovery point or its date is left out, with a notice', async () => {
  const { value, notices } = await fetched({ ...job, RestoreJobId: undefined }, { ...job, CreationDate: undefined });
  expect(value).toEqual([]);
  expect(notices).not.toEqual([]);
});
