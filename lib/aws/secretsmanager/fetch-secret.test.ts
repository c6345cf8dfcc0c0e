import { describe, expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import type { ScriptedAnswer } from '../testing/scripted-endpoint';
import { fetchSecret } from './fetch-secret';

const fetchWith = (answer: ScriptedAnswer) =>
  withScriptedEdge(
    () => answer,
    (edge) => fetchSecret(edge, scriptedScope, 'checkout/database'),
  );

describe('a secret', () => {
  test('tells of every copy whether it is in sync, in AWS’s words where it is not', async () => {
    const ReplicationStatus = [
      { Region: 'us-west-2', Status: 'InSync' },
      { Region: 'eu-west-1', Status: 'Failed', StatusMessage: 'Access to KMS is not allowed' },
      { Region: 'eu-central-1', Status: 'Dreaming' },
    ];
    const json = { Name: 'checkout/database', PrimaryRegion: 'us-east-1', ReplicationStatus };
    expect(expectAnswered(await fetchWith({ json })).value).toEqual({
      name: 'checkout/database',
      primaryRegion: 'us-east-1',
      replicas: [
        { region: 'us-west-2', status: 'in-sync', message: '' },
        { region: 'eu-west-1', status: 'failed', message: 'Access to KMS is not allowed' },
        { region: 'eu-central-1', status: 'unknown', message: '' },
      ],
    });
  });

  test('that is not replicated lives where it was found', async () => {
    expect(expectAnswered(await fetchWith({ json: { Name: 'checkout/database' } })).value).toEqual({
      name: 'checkout/database',
      primaryRegion: 'us-east-1',
      replicas: [],
    });
  });

  test('that does not exist is an answer', async () => {
    const gone = { json: { __type: 'ResourceNotFoundException' }, status: 400 };
    expect(expectAnswered(await fetchWith(gone)).value).toBe('absent');
  });
});
