import { describe, expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import type { ScriptedAnswer, SeenRequest } from '../testing/scripted-endpoint';
import { fetchBucketReplication } from './fetch-bucket-replication';

const space = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
const location = (region: string) => ({ xml: `<LocationConstraint ${space}>${region}</LocationConstraint>` });
const error = (code: string, status: number, more = '') => ({
  xml: `<Error><Code>${code}</Code><Message>no</Message>${more}</Error>`,
  status,
});
const rule = (id: string, destination: string) =>
  `<Rule><ID>${id}</ID><Status>Enabled</Status><Destination>${destination}</Destination></Rule>`;
const bucket = '<Bucket>arn:aws:s3:::copies</Bucket>';
const metrics = '<Metrics><Status>Enabled</Status><EventThreshold><Minutes>15</Minutes></EventThreshold></Metrics>';
const control = '<ReplicationTime><Status>Enabled</Status><Time><Minutes>15</Minutes></Time></ReplicationTime>';

function fetchWith(rules: string | ScriptedAnswer, places: Readonly<Record<string, ScriptedAnswer>> = {}) {
  const script = ({ operation }: SeenRequest): ScriptedAnswer => {
    const name = /^\/([a-z]+)/.exec(operation)?.[1] ?? '';
    if (operation.includes('?location')) return places[name] ?? location(name === 'copies' ? 'us-west-2' : '');
    return typeof rules === 'string'
      ? { xml: `<ReplicationConfiguration><Role>arn:aws:iam::1:role/r</Role>${rules}</ReplicationConfiguration>` }
      : rules;
  };
  return withScriptedEdge(script, (edge) => fetchBucketReplication(edge, scriptedScope, 'originals'));
}

describe('the replication of a bucket', () => {
  test('says of each rule where it leads, and whether anything measures it', async () => {
    const rules = rule('rtc', bucket + control + metrics) + rule('plain', bucket);
    expect(expectAnswered(await fetchWith(rules)).value).toEqual({
      bucket: 'originals',
      region: 'us-east-1',
      rules: [
        {
          id: 'rtc',
          enabled: true,
          destinationBucket: 'copies',
          destinationRegion: 'us-west-2',
          destinationAccountId: 'same',
          metricsEnabled: true,
          timeControl: true,
        },
        {
          id: 'plain',
          enabled: true,
          destinationBucket: 'copies',
          destinationRegion: 'us-west-2',
          destinationAccountId: 'same',
          metricsEnabled: false,
          timeControl: false,
        },
      ],
    });
  });

  test('that has none is no failure', async () => {
    const answer = await fetchWith(error('ReplicationConfigurationNotFoundError', 404));
    expect(expectAnswered(answer).value).toEqual({ bucket: 'originals', region: 'us-east-1', rules: [] });
  });

  test('cannot be told by a region the bucket is not in', async () => {
    const elsewhere = await fetchWith('', { originals: location('eu-west-1') });
    expect(expectAnswered(elsewhere).value).toBe('elsewhere');
    const redirected = await fetchWith(error('PermanentRedirect', 301, '<Region>eu-west-1</Region>'));
    expect(expectAnswered(redirected).value).toBe('elsewhere');
  });

  test('is never told from memory by a region the bucket is not in: one that fell silent would seem to answer', async () => {
    let failing = false;
    const script = (): ScriptedAnswer => (failing ? error('InternalError', 500) : location('eu-west-1'));
    await withScriptedEdge(script, async (edge) => {
      const ask = () => fetchBucketReplication(edge, scriptedScope, 'originals');
      expect(expectAnswered(await ask()).value).toBe('elsewhere');
      failing = true;
      expect((await ask()).state).not.toBe('answered');
    });
  });

  test('finds a destination that only a refusal names the region of', async () => {
    const refusal = error('AuthorizationHeaderMalformed', 400, '<Region>ap-southeast-1</Region>');
    const { value } = expectAnswered(await fetchWith(rule('rtc', bucket), { copies: refusal }));
    expect(value).toMatchObject({ rules: [{ destinationRegion: 'ap-southeast-1' }] });
  });

  test('of a bucket that does not exist is an answer; a destination that does not is a notice', async () => {
    expect(expectAnswered(await fetchWith('', { originals: error('NoSuchBucket', 404) })).value).toBe('absent');
    const gone = expectAnswered(await fetchWith(rule('rtc', bucket), { copies: error('NoSuchBucket', 404) }));
    expect(gone.value).toMatchObject({ rules: [{ destinationRegion: 'unknown' }] });
    expect(gone.notices).toHaveLength(1);
  });

  test('that may not be read is denied in words', async () => {
    const answer = await fetchWith(error('AccessDenied', 403));
    expect(answer).toMatchObject({ state: 'denied' });
    expect(answer.state !== 'answered' && answer.message).toContain('s3:GetReplicationConfiguration in us-east-1');
  });
});
