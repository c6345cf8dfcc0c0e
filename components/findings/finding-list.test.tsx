import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { deliveryFindings } from '@/lib/domain/findings/delivery-findings';
import { buildFleetOverview } from '@/lib/domain/overview/build-fleet-overview';
import { sampleUndelivered } from '@/lib/domain/reports/testing/sample-undelivered';
import { calmFleetEntities } from '@/lib/domain/testing/sample-entities';
import { FindingList } from './finding-list';

const now = Date.parse('2026-11-23T12:00:00Z');

test('a report that has not arrived is listed with its words and the way to the deliveries', () => {
  const found = deliveryFindings([sampleUndelivered(now)], now);
  const calm = calmFleetEntities(now);
  const overview = buildFleetOverview([...calm, ...found], now);
  const markup = renderToStaticMarkup(
    <FindingList overview={overview} acknowledgements={[]} acknowledge="not-allowed" />,
  );
  expect(markup).toContain('data-testid="finding-report-not-delivered"');
  expect(markup).toContain('has not arrived in bucket acme-none (us-west-2, account 111122223333)');
  expect(markup).toContain('Make the bucket acme-none there');
  expect(markup).toMatch(/href="\/reports#deliveries-title"[^>]*data-testid="look-report-not-delivered"/);
});
