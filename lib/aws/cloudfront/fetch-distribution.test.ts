import { describe, expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import { fetchDistribution } from './fetch-distribution';

const wire = `<Distribution><Id>E1</Id><Status>Deployed</Status><DomainName>d1.cloudfront.net</DomainName>
<DistributionConfig><Enabled>true</Enabled><Aliases><Quantity>1</Quantity><Items><CNAME>www.acme.example</CNAME></Items></Aliases>
<Origins><Quantity>1</Quantity><Items><Origin><Id>web</Id><DomainName>origin.acme.example</DomainName></Origin></Items></Origins>
</DistributionConfig></Distribution>`;

describe('a distribution', () => {
  test('is asked for in us-east-1, whatever region is meant, and names what it serves from where', async () => {
    await withScriptedEdge(
      () => ({ xml: wire }),
      async (edge, endpoint) => {
        const scope = { ...scriptedScope, region: 'eu-central-1' };
        expect(expectAnswered(await fetchDistribution(edge, scope, 'E1')).value).toEqual({
          id: 'E1',
          status: 'Deployed',
          enabled: true,
          domainName: 'd1.cloudfront.net',
          aliases: ['www.acme.example'],
          origins: ['origin.acme.example'],
          originFailover: false,
        });
        expect(endpoint.seen.map(({ region }) => region)).toEqual(['us-east-1']);
      },
    );
  });

  test('that does not exist is an answer', async () => {
    const error = '<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchDistribution</Code></Error></ErrorResponse>';
    const answer = await withScriptedEdge(
      () => ({ xml: error, status: 404 }),
      (edge) => fetchDistribution(edge, scriptedScope, 'E1'),
    );
    expect(expectAnswered(answer).value).toBe('absent');
  });
});
