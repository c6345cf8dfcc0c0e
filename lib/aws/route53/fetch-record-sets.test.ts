import { describe, expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import { fetchRecordSets } from './fetch-record-sets';

const record = (name: string) =>
  `<ResourceRecordSet><Name>${name}.acme.example.</Name><Type>A</Type><TTL>60</TTL><ResourceRecords><ResourceRecord>` +
  '<Value>192.0.2.1</Value></ResourceRecord></ResourceRecords></ResourceRecordSet>';

const page = (records: string, next: string) => ({
  xml:
    '<ListResourceRecordSetsResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><ResourceRecordSets>' +
    `${records}</ResourceRecordSets>${next}<MaxItems>300</MaxItems></ListResourceRecordSetsResponse>`,
});

const nextIs = (name: string) =>
  `<IsTruncated>true</IsTruncated><NextRecordName>${name}.acme.example.</NextRecordName>` +
  '<NextRecordType>A</NextRecordType><NextRecordIdentifier>one</NextRecordIdentifier>';

describe('the records of a zone', () => {
  test('are read to the last page, each page starting where AWS says', async () => {
    await withScriptedEdge(
      (_request, count) =>
        count === 1 ? page(record('a'), nextIs('b')) : page(record('b'), '<IsTruncated>false</IsTruncated>'),
      async (edge, endpoint) => {
        const { value } = expectAnswered(await fetchRecordSets(edge, scriptedScope, 'Z1'));
        expect(value.map((one) => one.name)).toEqual(['a.acme.example', 'b.acme.example']);
        const second = new URL(endpoint.seen[1]?.operation ?? '', 'http://127.0.0.1');
        expect(Object.fromEntries(second.searchParams)).toMatchObject({
          name: 'b.acme.example.',
          type: 'A',
          identifier: 'one',
        });
      },
    );
  });

  test('that never end are no answer', async () => {
    const answer = await withScriptedEdge(
      () => page(record('a'), nextIs('a')),
      (edge) => fetchRecordSets(edge, scriptedScope, 'Z1'),
    );
    expect(answer.state).toBe('failed');
  });
});
