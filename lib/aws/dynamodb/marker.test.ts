import { describe, expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import type { ScriptedAnswer, SeenRequest } from '../testing/scripted-endpoint';
import type { CallScope } from '../types';
import { actPutTableMarker } from './act-put-marker';
import { fetchTableMarker } from './fetch-marker';

const table = (types: readonly string[]) => ({
  TableName: 'user-sessions',
  KeySchema: types.map((_type, index) => ({ AttributeName: `key${index}`, KeyType: index === 0 ? 'HASH' : 'RANGE' })),
  AttributeDefinitions: types.map((AttributeType, index) => ({ AttributeName: `key${index}`, AttributeType })),
});
const key = { key0: { S: 'antipode#marker#us-east-1' }, key1: { S: 'antipode#marker#us-east-1' } };
const target: CallScope = { ...scriptedScope, region: 'us-west-2' };

const script =
  (types: readonly string[], answer: ScriptedAnswer) =>
  ({ operation }: SeenRequest): ScriptedAnswer =>
    operation === 'DescribeTable' ? { json: { Table: table(types) } } : answer;

const read = (answer: ScriptedAnswer) =>
  withScriptedEdge(script(['S', 'S'], answer), (edge) => fetchTableMarker(edge, target, 'user-sessions', 'us-east-1'));

describe('the marker of a table', () => {
  test('is an item under the key of the table itself, written in the source', async () => {
    await withScriptedEdge(script(['S', 'S'], { json: {} }), async (edge, { seen }) => {
      const answer = await actPutTableMarker(edge, scriptedScope, 'user-sessions', 1_234_567_890_000);
      expect(expectAnswered(answer).value).toBe('written');
      const [, put] = seen;
      expect(put).toMatchObject({ operation: 'PutItem', region: 'us-east-1' });
      expect(JSON.parse(put?.body ?? '')).toEqual({
        TableName: 'user-sessions',
        Item: { ...key, writtenAt: { N: '1234567890000' } },
      });
      await actPutTableMarker(edge, scriptedScope, 'user-sessions', 1_234_567_900_000);
      expect(seen.map(({ operation }) => operation)).toEqual(['DescribeTable', 'PutItem', 'PutItem']);
    });
  });

  test('is read in the target without asking for more than its copy holds', async () => {
    const item = { json: { Item: { ...key, writtenAt: { N: '1234567890000' } } } };
    await withScriptedEdge(script(['S', 'S'], item), async (edge, { seen }) => {
      const answer = await fetchTableMarker(edge, target, 'user-sessions', 'us-east-1');
      expect(expectAnswered(answer).value).toEqual({ writtenAt: 1_234_567_890_000 });
      expect(JSON.parse(seen[1]?.body ?? '')).toEqual({ TableName: 'user-sessions', Key: key, ConsistentRead: false });
      expect(seen[1]?.region).toBe('us-west-2');
    });
  });

  test('that has not arrived is an answer; one that is something else is not usable, and never 0', async () => {
    expect(expectAnswered(await read({ json: {} })).value).toBe('none-yet');
    for (const writtenAt of [undefined, { S: '5' }, { N: '0' }, { N: '1.5' }, { N: 'x' }]) {
      expect(expectAnswered(await read({ json: { Item: { ...key, writtenAt } } })).value).toBe('unusable');
    }
  });

  test('that may not be written is denied, with the action to grant', async () => {
    const denied = { json: { __type: 'com.amazon.coral.service#AccessDeniedException' }, status: 400 };
    const answer = await withScriptedEdge(script(['S'], denied), (edge) =>
      actPutTableMarker(edge, scriptedScope, 'user-sessions', 1),
    );
    expect(answer).toMatchObject({ state: 'denied', message: expect.stringContaining('dynamodb:PutItem') });
  });

  test('cannot be kept where a key is a number: nothing is written', async () => {
    await withScriptedEdge(script(['S', 'N'], { json: {} }), async (edge, { seen }) => {
      const answer = await actPutTableMarker(edge, scriptedScope, 'user-sessions', 1);
      expect(answer).toMatchObject({ state: 'failed', message: expect.stringContaining('type S') });
      expect(seen.map(({ operation }) => operation)).toEqual(['DescribeTable']);
    });
  });

  test('asks for the key again after a failure: a table can be made anew with another one', async () => {
    const missing = { json: { __type: 'ResourceNotFoundException' }, status: 400 };
    await withScriptedEdge(script(['S'], missing), async (edge, { seen }) => {
      await actPutTableMarker(edge, scriptedScope, 'user-sessions', 1);
      await actPutTableMarker(edge, scriptedScope, 'user-sessions', 2);
      expect(seen.filter(({ operation }) => operation === 'DescribeTable')).toHaveLength(2);
    });
  });

  test('that is not answered ends with its own deadline', async () => {
    const answer = await withScriptedEdge(script(['S'], 'hang'), (edge) =>
      actPutTableMarker(edge, { ...scriptedScope, deadlineMs: 150 }, 'user-sessions', 1),
    );
    expect(answer.state).toBe('timed-out');
  });
});
