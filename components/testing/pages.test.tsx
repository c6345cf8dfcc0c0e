import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Gallery, pictureNames } from './gallery';

function markupOf(page: string, state: string, subject: string, history = false): string {
  return renderToStaticMarkup(<Gallery page={page} subject={subject} state={state} history={history} theme="dark" />);
}

const pages = [
  ['overview', 'none'],
  ['workload', 'checkout'],
  ['workload', 'storefront'],
  ['region', 'us-east-1'],
  ['region', 'eu-west-1'],
] as const;

describe.each(pictureNames)('%s', (state) => {
  test.each(pages)('the %s page of %s stands and prints no broken figure', (page, subject) => {
    const markup = markupOf(page, state, subject, page === 'workload');
    expect(markup).toContain('<main');
    expect(markup).not.toMatch(/undefined|NaN|Invalid Date|\[object Object\]/);
  });
});

test.each(['overview', 'workload', 'region'])(
  'mark-up in names and in AWS’s text stays text on the %s page',
  (page) => {
    const markup = markupOf(page, 'markup', page === 'region' ? 'us-east-1' : 'checkout');
    // React adds a script of its own for forms; no name may open one.
    expect(/<img|<script>document/.test(markup)).toBe(false);
    expect(markup.includes('&lt;script&gt;document')).toBe(true);
  },
);

test('a workload nobody declares is said to be unknown, not shown as empty', () => {
  expect(markupOf('workload', 'calm', 'nothing')).toContain('This workload is not known');
  expect(markupOf('region', 'calm', 'mars-north-1')).toContain('This region is not known');
});

test('without history the page says so instead of drawing an empty chart', () => {
  expect(markupOf('workload', 'calm', 'checkout')).toContain('No history yet');
});

test('nothing on the page of a stopped engine claims to be well', () => {
  for (const [page, subject] of pages) {
    const markup = markupOf(page, 'engine-stopped', subject);
    expect(markup).not.toMatch(/data-health="healthy"|data-compliance="met"|data-protection="protected"/);
  }
});

test('costs are shown dated and as an estimate, and not at all where none were read', () => {
  expect(markupOf('overview', 'calm', 'none')).not.toContain('month-costs');
  const markup = markupOf('overview', 'costs', 'none');
  expect(markup).toContain('Costs of August 2026');
  expect(markup).toMatch(/\$37,169\.36 est\., as of 11 Aug; AWS updates daily/);
});
