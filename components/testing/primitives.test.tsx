import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { sourceTroubleWords } from '../states/source-notice';
import TableView from '../table/table-view';
import { Gallery } from './gallery';
import { galleryMoment } from './gallery-moment';
import { primitiveParts } from './primitives-gallery';
import { sampleLinks } from './sample-links';
import { sampleTable } from './sample-table';

const broken = /undefined|NaN|Invalid Date|\[object Object\]/;

function markupOf(page: string, subject: string, state = 'calm'): string {
  return renderToStaticMarkup(<Gallery page={page} subject={subject} state={state} history={false} />);
}

test.each(primitiveParts)('the gallery of %s stands and prints no broken figure', (part) => {
  const markup = markupOf('primitives', part);
  expect(markup).toContain('<main');
  expect(markup).not.toMatch(broken);
});

test.each(['calm', 'starting', 'empty', 'engine-stopped', 'markup', 'long'])('the settings stand while %s', (state) => {
  const markup = markupOf('settings', 'none', state);
  expect(markup).toContain('Recovery-point markers');
  expect(markup).not.toMatch(broken);
});

describe('the words of a state', () => {
  const markup = markupOf('primitives', 'states').replaceAll('&#x27;', '’');
  test.each([
    'No open findings. Checked 14 regions at 03:12:36 UTC.',
    'We can’t say: 2 of 14 regions did not answer.',
    'We can’t say: nothing has been checked yet.',
    'No plans match.',
    'Clear filters',
    'eu-west-1: cloudwatch:GetMetricData throttled since 03:10:30 UTC. Lag of orders is shown as of 03:10 UTC. Next try in 24 s.',
    'Denied: the reader role may not rds:DescribeGlobalClusters on all global clusters in account 111122223333, us-east-1',
    'Replication lag: the newest data is from 21 m ago. How it is now is not known.',
    'Replication lag: no data yet, waiting since 03:02 UTC.',
    'Partial: 3 of 4 regions. Missing: ap-southeast-1: timed out.',
    'Costs by region and service will be shown here.',
    'simulated: AWS has no such resource',
  ])('%s', (words) => expect(markup).toContain(words));
});

describe('a table of 2,400 rows', () => {
  const markup = renderToStaticMarkup(
    <TableView table={sampleTable as never} rows={sampleLinks(2400)} now={galleryMoment} empty={null} />,
  );

  test('is drawn in part, and says how many there are', () => {
    expect(markup.match(/data-row-id/g)?.length).toBeLessThan(60);
    expect(markup).toContain('aria-rowcount="2401"');
    expect(markup).toContain('2,400 links');
  });

  test('begins with the highest lag', () => {
    const first = /<tr[^>]*aria-rowindex="2".*?<\/tr>/s.exec(markup)?.[0] ?? '';
    expect(first).toContain('89.9');
  });

  test('carries its caption, its order and the unit of its figures', () => {
    expect(markup).toContain('<caption class="sr-only">Links with their lag</caption>');
    expect(markup).toContain('aria-sort="descending"');
    expect(markup).toMatch(/Lag<span[^>]*> s<\/span>/);
  });

  test('writes no style into the page, which its content policy would refuse', () => {
    expect(markup).not.toContain('style=');
  });
});

test('a try that is hours away is told in hours', () => {
  const trouble = { region: 'us-east-1', call: 'ce:GetCostAndUsage', happened: 'timed out', since: 0, effect: 'Aged.' };
  expect(sourceTroubleWords({ ...trouble, nextTryAt: 6 * 3_600_000 }, 600_000)).toContain('Next try in 5 h 50 m.');
});
