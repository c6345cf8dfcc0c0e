import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Gallery, pictureNames, sampledPasts } from './gallery';

function markupOf(page: string, state: string, subject: string, history = false): string {
  return renderToStaticMarkup(<Gallery page={page} subject={subject} state={state} history={history} />);
}

const pages = [
  ['overview', 'none'],
  ['workload', 'checkout'],
  ['workload', 'storefront'],
  ['workload', 'archive'],
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

describe('what a workload has beside its databases', () => {
  test('is shown by region with its state in words, and whether it is known', () => {
    const markup = markupOf('workload', 'companions', 'checkout');
    expect(markup).toMatch(/data-testid="secret-checkout\/database-us-west-2" data-state="in-sync"/);
    expect(markup).toMatch(/data-testid="secret-checkout\/payment-api-us-west-2" data-state="failed"/);
    expect(markup).toContain('Replication failed: Access to KMS is not allowed');
    expect(markup).toMatch(/data-testid="key-alias\/checkout-us-west-2" data-state="usable"/);
    expect(markup).toContain('214 messages in us-east-1');
  });

  test('is nowhere well while its region, the engine or every answer is missing', () => {
    for (const state of ['companions-stopped', 'companions-starting']) {
      for (const subject of ['checkout', 'storefront', 'archive']) {
        const markup = markupOf('workload', state, subject);
        expect(markup).not.toMatch(/data-state="(in-sync|primary|usable|deployed)"|data-compliance="met"/);
      }
    }
    const down = markupOf('workload', 'companions-region-down', 'checkout');
    expect(down).toMatch(/data-testid="secret-checkout\/database-us-west-2" data-state="unknown"/);
    expect(down).toContain('(was in sync)');
  });

  test('backups have their age against the objective, and links what waits and what is lost', () => {
    const markup = markupOf('workload', 'companions', 'archive');
    expect(markup).toMatch(/data-testid="backup-ledger-us-west-2"[^>]*data-compliance="breached"/);
    expect(markup).toContain('Breached by 7 h');
    expect(markup).toContain('1,240 waiting');
    expect(markup).toContain('3 changes failed to be copied');
    expect(markupOf('workload', 'companions', 'storefront')).toContain('not counted: can be filled anew');
  });

  test('attainment names the copies of which a part of the time is not known', () => {
    const markup = markupOf('workload', 'calm', 'checkout', true);
    expect(markup).toMatch(/ledger-copy us-east-1 → us-west-2: no lag by design, its copies watched only since \d/);
  });

  test('that is not declared leaves no empty panel', () => {
    expect(markupOf('workload', 'calm', 'checkout')).not.toMatch(/secrets-title|queues-title|backups-title/);
  });

  test('is among the resources of its region', () => {
    const markup = markupOf('region', 'companions', 'us-west-2');
    for (const name of [
      'checkout-events',
      'archive-copy',
      'checkout/payment-api',
      'alias/checkout',
      'E1STOREFRONT01',
    ]) {
      expect(markup).toContain(name);
    }
  });
});

describe('the page of objectives', () => {
  const page = (range: string, past: string) => markupOf('objectives', 'calm', `${range}-${past}`);

  test.each(['3h', '24h', '7d', '30d', '90d', '13mo'])(
    'over %s stands in every past and prints no broken figure',
    (range) => {
      for (const past of sampledPasts) {
        const markup = page(range, past);
        expect(markup).toContain('data-testid="compliance-checkout-region-loss"');
        expect(markup).not.toMatch(/undefined|NaN|Invalid Date|\[object Object\]/);
      }
    },
  );

  test('calls nothing kept that was measured for a tenth of the time, or not at all', () => {
    for (const past of ['young', 'empty']) {
      expect(page('30d', past)).toMatch(/compliance-checkout-region-loss" data-compliance="not-measured"/);
    }
    expect(page('30d', 'empty')).not.toMatch(/data-compliance="met"/);
    expect(page('30d', 'empty')).toContain('Unknown');
  });

  test('shows a missed objective first, by how much, and the planned work that counts as well', () => {
    const markup = page('30d', 'breached');
    expect(markup.indexOf('compliance-checkout')).toBeLessThan(markup.indexOf('compliance-storefront'));
    expect(markup).toMatch(/Overspent by [\d,]+ min/);
    expect(markup).toMatch(/min planned, counted as well: at most/);
    expect(markup).toContain('Without an objective: Search.');
  });
});

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
  expect(markup).toMatch(/\$37,169\.36 est\., read 11 Aug; AWS bills about a day late/);
});

describe('what watching costs', () => {
  test('is told before the first poll as a range, and nothing is called counted', () => {
    const markup = markupOf('settings', 'polling-forecast', 'none');
    expect(markup).toMatch(/\$\d+\.\d\d to \$\d+\.\d\d/);
    expect(markup).toContain('nothing is counted yet');
    expect(markupOf('settings', 'starting', 'none')).toContain('Not known yet');
  });

  test('is counted by API, with the rule of five statistics and what may not have been billed', () => {
    const markup = markupOf('settings', 'polling-counted', 'none');
    expect(markup).toMatch(/data-unit="cloudwatch-metrics".*2,387,400.*1,184 perhaps not billed/);
    expect(markup).toContain('up to five statistics of one metric in one call count as one');
    expect(markup).toContain('data-budget="usual"');
    expect(markup).not.toContain('stretched-polls');
  });

  test('says what is polled less often, and of protected tiers with a finding', () => {
    const mild = markupOf('settings', 'polling-stretched', 'none');
    expect(mild).toContain('data-purpose="standing-unprotected"');
    expect(mild).not.toContain('data-purpose="standing-protected"');
    expect(markupOf('overview', 'polling-stretched', 'none')).not.toContain('are polled only every');
    expect(markupOf('settings', 'polling-protected', 'none')).toContain('data-purpose="standing-protected"');
    expect(markupOf('overview', 'polling-protected', 'none')).toContain('are polled only every');
  });

  test('that no budget can hold, or no price is known for, is never called well', () => {
    expect(markupOf('settings', 'polling-over', 'none')).toContain('data-budget="over"');
    const unknown = markupOf('settings', 'polling-prices-unknown', 'none');
    expect(unknown).toContain('data-budget="prices-unknown"');
    expect(unknown).toContain('Price not known');
    expect(unknown).not.toMatch(/data-budget="usual"/);
  });
});

describe('read-only links', () => {
  const settingsOf = (role: string, subject = 'none') =>
    renderToStaticMarkup(<Gallery page="settings" state="calm" subject={subject} role={role} history={false} />);

  test('stand in the settings with how each of them ended, in words', () => {
    const markup = settingsOf('operator');
    for (const [state, words] of [
      ['open', 'Open'],
      ['ends-soon', 'Open, ends soon'],
      ['revoked', 'Revoked by operator'],
      ['expired', 'Expired'],
      ['orphaned', 'Ended: its maker may no longer make links'],
    ]) {
      expect(markup).toMatch(new RegExp(`data-link-state="${state}".*?${words}`));
    }
    expect(markup).toContain('5 workloads, us-east-1 and 111122223333 only');
    expect(markup).toContain('3 open links');
  });

  test('are made by approvers, ended by operators too, and not spoken of to viewers', () => {
    expect(settingsOf('approver')).toContain('Make a link …');
    expect(settingsOf('operator')).not.toContain('Make a link …');
    // Those that are open, and the one that would open again could its maker make links again.
    expect(settingsOf('operator').match(/>Revoke …</g)).toHaveLength(4);
    expect(settingsOf('viewer')).not.toContain('Read-only links');
    expect(settingsOf('approver', 'no-links')).toContain('There is none, and none has ended within 30 days.');
  });

  test('that opens nothing says so on a page of its own, and of what was revoked no more than of what never was', () => {
    const endOf = (subject: string) =>
      renderToStaticMarkup(<Gallery page="link-ended" state="calm" subject={subject} history={false} />);
    expect(endOf('expired')).toContain('This link has expired');
    expect(endOf('unknown')).toContain('It was taken back, or it is not whole, or it is none of this console’s.');
    expect(endOf('elsewhere')).toContain('shows the one screen it was made for');
  });
});
