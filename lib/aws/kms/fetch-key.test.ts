import { describe, expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import type { ScriptedAnswer } from '../testing/scripted-endpoint';
import { fetchKey } from './fetch-key';

const fetchWith = (answer: ScriptedAnswer) =>
  withScriptedEdge(
    () => answer,
    (edge) => fetchKey(edge, scriptedScope, 'alias/checkout'),
  );
const arn = (region: string) => `arn:aws:kms:${region}:111122223333:key/mrk-1`;

describe('a key', () => {
  test('of several regions names where its copies are', async () => {
    const MultiRegionConfiguration = {
      MultiRegionKeyType: 'PRIMARY',
      PrimaryKey: { Arn: arn('us-east-1'), Region: 'us-east-1' },
      ReplicaKeys: [{ Arn: arn('us-west-2'), Region: 'us-west-2' }],
    };
    const KeyMetadata = { KeyId: 'mrk-1', KeyState: 'Enabled', MultiRegion: true, MultiRegionConfiguration };
    expect(expectAnswered(await fetchWith({ json: { KeyMetadata } })).value).toEqual({
      keyId: 'mrk-1',
      state: 'Enabled',
      multiRegion: { primary: 'us-east-1', replicas: ['us-west-2'] },
    });
  });

  test('of one region has no copies', async () => {
    const KeyMetadata = { KeyId: 'one', KeyState: 'Disabled', MultiRegion: false };
    expect(expectAnswered(await fetchWith({ json: { KeyMetadata } })).value).toMatchObject({ multiRegion: 'none' });
  });

  test('that does not exist is an answer; one without an id is a failure', async () => {
    const gone = { json: { __type: 'NotFoundException' }, status: 400 };
    expect(expectAnswered(await fetchWith(gone)).value).toBe('absent');
    expect((await fetchWith({ json: {} })).state).toBe('failed');
  });
});
