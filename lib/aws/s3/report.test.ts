import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import type { ScriptedAnswer } from '../testing/scripted-endpoint';
import { actPutReport } from './act-put-report';
import { fetchReportObject } from './fetch-report-object';

const scope = { ...scriptedScope, region: 'us-west-2' };
const key = 'antipode/executive/2026-10/executive-report-2026-10-edition-1.csv';
const body = Buffer.from('workload,state\ncheckout,met\n');
const sha256Base64 = createHash('sha256').update(body).digest('base64');
const report = { bucket: 'acme-reports-west', key, body, sha256Base64, contentType: 'text/csv; charset=utf-8' };
const error = (code: string, status: number): ScriptedAnswer => ({
  xml: `<Error><Code>${code}</Code><Message>no</Message></Error>`,
  status,
});

describe('a report in a bucket', () => {
  test('is put in the region of its bucket, with its checksum and the account that must own it', async () => {
    await withScriptedEdge(
      () => ({ xml: '' }),
      async (edge, { seen }) => {
        expect((await actPutReport(edge, scope, report)).state).toBe('accepted');
        expect(seen).toHaveLength(1);
        expect(seen[0]?.operation).toMatch(`/acme-reports-west/${key}`);
        expect(seen[0]).toMatchObject({ region: 'us-west-2', body: body.toString() });
        expect(seen[0]?.headers).toMatchObject({
          'content-type': 'text/csv; charset=utf-8',
          'x-amz-checksum-sha256': sha256Base64,
          'x-amz-expected-bucket-owner': scope.accountId,
        });
      },
    );
  });

  test('is looked for by its head, which tells its checksum', async () => {
    await withScriptedEdge(
      () => ({ xml: '' }),
      async (edge, { seen }) => {
        const answer = await fetchReportObject(edge, scope, report.bucket, key);
        // A checksum that is not told is never taken for the right one.
        expect(expectAnswered(answer).value).toMatchObject({ sha256Base64: 'not-told' });
        expect(seen[0]?.headers).toMatchObject({
          'x-amz-checksum-mode': 'ENABLED',
          'x-amz-expected-bucket-owner': scope.accountId,
        });
      },
    );
  });

  test('that is not there is an answer; a bucket that may not be seen is denied, with the action to grant', async () => {
    const look = (answer: ScriptedAnswer) =>
      withScriptedEdge(
        () => answer,
        (edge) => fetchReportObject(edge, scope, report.bucket, key),
      );
    expect(expectAnswered(await look({ xml: '', status: 404 })).value).toBe('absent');
    expect(await look({ xml: '', status: 403 })).toMatchObject({
      state: 'denied',
      message: expect.stringContaining('s3:GetObject'),
    });
  });

  test('that may not be put is denied, with the action to grant', async () => {
    const answer = await withScriptedEdge(
      () => error('AccessDenied', 403),
      (edge) => actPutReport(edge, scope, report),
    );
    expect(answer).toMatchObject({ state: 'refused', source: 'denied' });
    expect(answer).toMatchObject({ next: expect.stringContaining('s3:PutObject') });
  });

  test('whose putting is not answered may be there, and is not said to have failed', async () => {
    const put = (deadlineMs: number) =>
      withScriptedEdge(
        () => 'hang',
        (edge) => actPutReport(edge, { ...scope, deadlineMs }, report),
      );
    expect(await put(150)).toMatchObject({ state: 'unknown' });
  });
});
