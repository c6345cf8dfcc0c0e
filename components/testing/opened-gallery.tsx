'use client';

import { priceMove } from '@/lib/domain/costs/price-move';
import { buildPriceBook } from '@/lib/domain/costs/unit-prices';
import { buildReplicationPage } from '@/lib/domain/replication-page/build-replication-page';
import { buildRoutingPage } from '@/lib/domain/routing-page/build-routing-page';
import { buildSignalBoard } from '@/lib/domain/series/build-signal-board';
import { sampleBill } from '@/lib/domain/testing/sample-bills';
import { sampleMarks } from '@/lib/domain/testing/sample-events';
import { sampleWorkloadHistory } from '@/lib/domain/testing/sample-history';
import { routedEntities } from '@/lib/domain/testing/sample-links';
import { sampleSignals } from '@/lib/domain/testing/sample-series';
import { buildRunPage } from '@/lib/recovery/pages/build-run-page';
import { LinesTable } from '../charts/lines-table';
import { MovePriceTable } from '../costs/move-price-table';
import DrillForm from '../drills/drill-form';
import { useMarks } from '../events/use-marks';
import ModeForm from '../executions/mode-form';
import { VerbForm } from '../executions/verb-form';
import { verbWords } from '../executions/verb-words';
import { toHistoryFigure } from '../history/history-figure';
import { HistoryTable } from '../history/history-table';
import { LinkDetail } from '../replication/link-detail';
import type { StillPast } from '../replication/link-past';
import { EntryPointDetail } from '../routing/entry-point-detail';
import AccessLinkForm from '../settings/access-link-form';
import { MadeLink } from '../settings/made-link';
import RevokeLinkForm from '../settings/revoke-link-form';
import { useLiveFleet } from '../shell/live-entities';
import { PageLoading } from '../shell/page-loading';
import { SignalDetail } from '../signals/signal-detail';
import { Dialog } from '../ui/dialog';
import { Panel } from '../ui/panel';
import { sampleAccessLinks } from './sample-access-links';
import { sampleFigure } from './sample-figures';

const move = {
  ...{ source: 'us-east-1', target: 'us-west-2', hours: 4 },
  capacity: { atSource: 80, atTarget: 24 },
};

const close = () => undefined;
const refuse = async () => ({ ok: false as const, message: 'This is a picture; nothing is recorded.' });

/** What a click opens: details beside a list, tables behind charts, forms of acts, a dialog. */
export function OpenedGallery({ now, past }: { readonly now: number; readonly past: StillPast }) {
  const { entities } = useLiveFleet();
  const marks = useMarks({ of: 'workload', workloadId: 'checkout' }, '24h', sampleMarks(now));
  const links = buildReplicationPage(entities, now).links.slice(0, 1);
  const entryPoints = buildRoutingPage(routedEntities(entities, now, 'us-east-1'), now).entryPoints.slice(0, 1);
  const [signals] = buildSignalBoard([sampleSignals('checkout', 'us-east-1', now, 'calm')], now);
  const { subject } = buildRunPage(entities, 'run-1', now);
  const [accessLink] = sampleAccessLinks(now).links;
  const history = toHistoryFigure(sampleWorkloadHistory('checkout', now), 'lag', 'none');
  const book = buildPriceBook('checkout', { accountId: '111122223333', bill: sampleBill(now, {}) }, now);
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      {links.map((row) => (
        <Panel key={row.link.id} id="link-title" title="A link" simulated={false}>
          <LinkDetail row={{ ...row, worstSeconds: 41, simulated: true }} past={past} now={now} />
        </Panel>
      ))}
      {entryPoints.map((row) => (
        <Panel key={row.id} id="entry-title" title="An entry point" simulated={false}>
          <EntryPointDetail row={row} now={now} simulated />
        </Panel>
      ))}
      {signals !== undefined && (
        <Panel id="signals-title" title="Signals of a resource" simulated={false}>
          <SignalDetail row={signals} marks={marks} now={now} simulated />
        </Panel>
      )}
      <Panel id="tables-title" title="Tables behind charts" simulated={false}>
        <LinesTable figure={sampleFigure(now, { lines: 3, gap: 6, threshold: 5 })} label="Lag" />
        <HistoryTable figure={history} marks={marks.marks} />
      </Panel>
      <Panel id="verb-title" title="An act with its reason" simulated={false}>
        <VerbForm words={verbWords.pause} command={refuse} fields={{}} onClose={close} />
      </Panel>
      <Panel id="drill-title" title="A drill before its button" simulated>
        <DrillForm
          offer={{
            region: 'us-east-1',
            moved: ['Checkout'],
            movedIds: ['checkout'],
            others: ['Storefront', 'Catalog'],
            notNow: 'Checkout is not well before the drill (unknown, no probe has answered): us-east-1 is left alone.',
          }}
          begin={refuse}
          onWritten={close}
          onClose={close}
        />
      </Panel>
      {accessLink !== undefined && (
        <Panel id="access-link-title" title="A read-only link made, shown once, revoked" simulated={false}>
          <AccessLinkForm
            make={refuse}
            walls={['noc', 'payments']}
            workloads={[
              { id: 'checkout', name: 'Checkout' },
              { id: 'storefront', name: 'Storefront' },
            ]}
            onMade={close}
            onClose={close}
          />
          <MadeLink link={accessLink} path="/link/a-key-that-opens-nothing" onClose={close} />
          <RevokeLinkForm link={accessLink} revoke={refuse} onRevoked={close} onClose={close} />
        </Panel>
      )}
      <Panel id="price-title" title="The price of a move" simulated>
        <MovePriceTable price={priceMove({ ...move, book })} book={book} name="Checkout" now={now} />
        <MovePriceTable
          price={priceMove({ ...move, capacity: { atSource: 'unknown', atTarget: 4 }, book: 'none' })}
          book="none"
          name="Storefront"
          now={now}
        />
      </Panel>
      {subject !== 'absent' && (
        <Panel id="escalation-title" title="Giving a region up" simulated={false}>
          <ModeForm subject={subject} command={refuse} onClose={close} now={now} mayOverride />
        </Panel>
      )}
      <Dialog label="A dialog" onClose={close}>
        <p className="p-4">What the palette and the list of keys stand in.</p>
      </Dialog>
    </div>
  );
}

/** A page while the store is read. */
export function LoadingGallery() {
  return <PageLoading title="Replication" panels={[['All links', 'h-60']]} />;
}
