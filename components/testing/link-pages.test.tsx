import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { buildAccountsPage } from '@/lib/domain/accounts-page/build-accounts-page';
import { buildReplicationPage } from '@/lib/domain/replication-page/build-replication-page';
import { buildRoutingPage } from '@/lib/domain/routing-page/build-routing-page';
import { calmFleetEntities, engineStoppedEntities, regionDownEntities } from '@/lib/domain/testing/sample-entities';
import {
  largeFleetEntities,
  resyncingEntities,
  routedEntities,
  stalledLinkEntities,
} from '@/lib/domain/testing/sample-links';
import { accountTable } from '../accounts/account-columns';
import { sourceTable } from '../accounts/source-columns';
import { type ListedLink, linkTable } from '../replication/link-columns';
import { LinkDetail } from '../replication/link-detail';
import { ResyncPanel } from '../replication/resync-panel';
import { entryPointTable } from '../routing/entry-point-columns';
import { EntryPointDetail } from '../routing/entry-point-detail';
import { StillEntities } from '../shell/live-entities';
import type { TableDefinition } from '../table/define-table';
import TableView from '../table/table-view';
import { Gallery, pictureNames } from './gallery';
import { galleryMoment as now } from './gallery-moment';

const broken = /undefined|NaN|Invalid Date|\[object Object\]/;

function markupOf(page: string, state: string): string {
  return renderToStaticMarkup(<Gallery page={page} subject="none" state={state} history />).replaceAll('&#x27;', "'");
}

function tableOf<R>(table: TableDefinition<R>, rows: readonly R[]): string {
  return renderToStaticMarkup(
    <TableView table={table as never} rows={rows as never} now={now} empty={null} />,
  ).replaceAll('&#x27;', "'");
}

const listed = (entities: Parameters<typeof buildReplicationPage>[0]): readonly ListedLink[] =>
  buildReplicationPage(entities, now).links.map((row) => ({ ...row, worstSeconds: 'unknown', simulated: true }));

describe.each(['replication', 'routing', 'accounts'])('the page of %s', (page) => {
  test.each(pictureNames)('stands while %s and prints no broken figure', (state) => {
    const markup = markupOf(page, state);
    expect(markup).toContain('<main');
    expect(markup).not.toMatch(broken);
  });

  test('of a stopped engine claims nothing to be well', () => {
    expect(markupOf(page, 'engine-stopped')).not.toMatch(/data-worst="(met|expected|answered)"/);
  });
});

describe('links in a table', () => {
  test.each([
    ['calm', calmFleetEntities(now)],
    ['stalled', stalledLinkEntities(now)],
    ['coming back', resyncingEntities(now)],
    ['with a region down', regionDownEntities(now, { failedFor: 700 })],
  ])('print no broken figure while %s', (_state, entities) => {
    expect(tableOf(linkTable, listed(entities))).not.toMatch(broken);
  });

  test('begin with what needs a look, and say why', () => {
    const markup = tableOf(linkTable, listed(stalledLinkEntities(now)));
    const first = /<tr[^>]*aria-rowindex="2".*?<\/tr>/s.exec(markup)?.[0] ?? '';
    expect(first).toMatch(/data-compliance="breached"[^>]*data-flow="stalled"/);
    expect(first).toContain('Not known: nothing arrives');
    expect(first).toContain('worst of 24 h not known');
  });

  test('of a stopped engine claim nothing to be well', () => {
    const markup = tableOf(linkTable, listed(engineStoppedEntities(now, { stoppedFor: 3600 })));
    expect(markup).not.toMatch(/data-compliance="met"|data-flow="(replicating|idle)"/);
  });

  test('are drawn in part when there are two thousand', () => {
    const markup = tableOf(linkTable, listed(largeFleetEntities(now)));
    expect(markup).toContain('aria-rowcount="1914"');
    expect(markup.match(/data-row-id/g)?.length).toBeLessThan(60);
  });
});

test('links that come back are not told of as all there is while sources are silent', () => {
  const page = buildReplicationPage(resyncingEntities(now), now);
  const shown = (silent: number) =>
    renderToStaticMarkup(<ResyncPanel page={{ ...page, coverage: { ...page.coverage, silent } }} now={now} />);
  expect(page.resyncs.length).toBeGreaterThan(0);
  expect(shown(2)).toMatch(/We can’t say: 2 of \d+ sources did not answer\. Other links may be behind\./);
  expect(shown(0)).not.toContain('We can’t say');
});

describe('the detail of a link', () => {
  const detailOf = (entities: Parameters<typeof buildReplicationPage>[0]) => {
    const row = listed(entities).find(({ link }) => link.workloadId === 'checkout');
    if (row === undefined) throw new Error('checkout has a link');
    return renderToStaticMarkup(
      <StillEntities entities={entities} now={now}>
        <LinkDetail
          row={row}
          past={{ peaks: new Map(), marks: [], historyOf: () => ({ state: 'none-yet' }) }}
          now={now}
        />
      </StillEntities>,
    );
  };

  test('of a stalled one answers what is wrong, since when, how sure and how it clears', () => {
    const markup = detailOf(stalledLinkEntities(now));
    for (const words of [
      'Breached by',
      'us-east-1 takes writes and nothing arrives in us-west-2',
      'Behind since',
      'A bound: true loss cannot exceed it',
      'Not known: nothing arrives',
      'Clears when a lag is published again',
    ]) {
      expect(markup).toContain(words);
    }
    expect(markup).not.toMatch(broken);
  });
});

describe('entry points', () => {
  const page = (failing: string | 'none') =>
    buildRoutingPage(
      failing === 'none'
        ? routedEntities(calmFleetEntities(now), now)
        : routedEntities(regionDownEntities(now, { failedFor: 700, region: failing }), now, failing),
      now,
    );

  test('print no broken figure, calm or with a region down', () => {
    for (const failing of ['none', 'us-east-1'] as const) {
      expect(tableOf(entryPointTable, page(failing).entryPoints)).not.toMatch(broken);
      for (const row of page(failing).entryPoints) {
        expect(renderToStaticMarkup(<EntryPointDetail row={row} now={now} simulated />)).not.toMatch(broken);
      }
    }
  });

  test('say what each checker region sees, in AWS’s words', () => {
    const row = page('us-east-1').entryPoints.find(({ id }) => id === 'checkout/web');
    if (row === undefined) throw new Error('checkout has an entry point');
    const markup = renderToStaticMarkup(<EntryPointDetail row={row} now={now} simulated />);
    expect(markup).toContain('2 of 16 checkers pass');
    expect(markup).toMatch(/data-checker-region="us-east-1"/);
    expect(markup).toContain('Failure: Connection timed out.');
    expect(markup).toContain('Could go to us-west-2 (healthy)');
  });
});

describe('accounts', () => {
  test('of the largest fleet are drawn in part, each in all of its regions', () => {
    const { accounts, regions, sources } = buildAccountsPage(largeFleetEntities(now), now);
    const markup = tableOf(accountTable(regions), accounts);
    expect(markup).not.toMatch(broken);
    expect(markup).toContain('aria-rowcount="52"');
    expect(markup.match(/data-row-id/g)?.length).toBeLessThan(60);
    expect(tableOf(sourceTable, sources).match(/data-row-id/g)?.length).toBeLessThan(60);
  });

  test('that refuse something show the statement that would allow it', () => {
    const markup = markupOf('accounts', 'denied');
    expect(markup).toContain('Allow rds:DescribeGlobalClusters to arn:aws:iam::111122223333:role/antipode-reader');
    expect(markup).toContain('&quot;Resource&quot;: &quot;*&quot;');
    expect(markup).toContain('Let the engine assume arn:aws:iam::444455556666:role/antipode-reader');
  });

  test('of a calm fleet claim that nothing is refused, with its evidence', () => {
    expect(markupOf('accounts', 'calm')).toMatch(/No call is refused\. Checked \d+ APIs at \d\d:\d\d:\d\d UTC/);
  });
});
