import type { ReactNode } from 'react';
import type { ControlView, EntryPointRow } from '@/lib/domain/routing-page/types';
import type { EpochMs } from '@/lib/domain/time';
import { currentValue } from '@/lib/domain/workload-page/signal-view';
import { formatShare } from '@/lib/domain/workload-page/view-shares';
import { formatAge, formatDuration, formatMoment } from '@/lib/format';
import { SourceLink } from '../charts/source-link';
import { formatRequests } from '../overview/format-signals';
import { AgedValue } from '../status/aged-value';
import { HealthWord } from '../status/health-status';
import { ControlStatus, RoutingStatus } from '../status/routing-status';
import { Panel } from '../ui/panel';
import { CheckerList } from './checker-list';
import { RecordList } from './record-list';

export interface EntryPointDetailProps {
  readonly row: EntryPointRow;
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** One entry point: where it leads, by which records, who decides, and what a move takes. */
export function EntryPointDetail({ row, now, simulated }: EntryPointDetailProps) {
  const { view, verdict, findings, groups, checks, controls, move, zone, accountId } = row;
  const owner = zone === 'not-read-yet' ? accountId : zone.accountId;
  return (
    <Panel id="entry-point-title" title={view.hostname} simulated={simulated}>
      <div data-testid="entry-point-detail" data-routing={verdict.state} className="divide-y divide-line text-table">
        <Part title="Where it leads">
          <RoutingStatus state={verdict.state} sentence={verdict.sentence} />
          <p className="mt-1 text-ink-muted text-note">{view.probeSentence}.</p>
          {findings.map(({ id, sentence, since, clear }) => (
            <p key={id} data-testid="routing-finding" className="mt-1 text-ink">
              {sentence}.{' '}
              <span className="text-ink-muted">
                {sinceWords(sentence, since, now)}
                {clear}.
              </span>
            </p>
          ))}
        </Part>
        <Part title="A move">
          <p>{move.sentence}</p>
          {move.atMostSeconds !== 'unknown' && (
            <p className="text-ink-muted">
              Up to {formatDuration(move.atMostSeconds)} for those who respect the TTL
              {move.how === 'by-hand' ? ', from the turn of the control on' : ''}.
            </p>
          )}
          <p data-testid="way-out" data-way-out={move.wayOut.state}>
            {move.wayOut.sentence}.
          </p>
        </Part>
        <Part title="Records" aside={<Zone row={row} now={now} simulated={simulated} />}>
          {groups.length === 0 ? (
            <p className="text-ink-muted">
              {zone === 'not-read-yet' ? 'Its records have not been read yet.' : 'The zone has no record of this name.'}
            </p>
          ) : (
            <RecordList groups={groups} />
          )}
        </Part>
        {controls.length > 0 && (
          <Part title="Routing controls">
            <ul className="grid gap-1">
              {controls.map((control) => (
                <Control
                  key={control.healthCheckId}
                  control={control}
                  accountId={owner}
                  now={now}
                  simulated={simulated}
                />
              ))}
            </ul>
          </Part>
        )}
        <Part title="Health checks by checker region">
          <CheckerList checks={checks} accountId={owner} now={now} simulated={simulated} />
        </Part>
        <Part title="Requests served, by load balancers">
          <Served row={row} now={now} />
        </Part>
      </div>
    </Panel>
  );
}

interface PartProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

function Part({ title, aside, children }: PartProps) {
  return (
    <section className="px-4 py-2.5">
      <h3 className="mb-1 flex flex-wrap items-baseline gap-x-3 font-medium text-ink-muted text-note">
        {title}
        {aside}
      </h3>
      {children}
    </section>
  );
}

function Zone({ row: { zone }, now, simulated }: EntryPointDetailProps) {
  if (zone === 'not-read-yet') return null;
  const old = zone.freshness === 'stale' || zone.freshness === 'never';
  return (
    <span className={`font-normal ${old ? 'text-ink underline decoration-dashed underline-offset-2' : ''}`}>
      read {formatAge(zone.readAt, now)}{' '}
      <SourceLink source={zone.source} accountId={zone.accountId} simulated={simulated} brief />
    </span>
  );
}

interface ControlProps {
  readonly control: ControlView;
  readonly accountId: string;
  readonly now: EpochMs;
  readonly simulated: boolean;
}

function Control({ control, accountId, now, simulated }: ControlProps) {
  const { region, state, source } = control;
  const current = currentValue(state);
  return (
    <li data-testid={`control-${region}`} className="flex min-h-7 flex-wrap items-center gap-x-3">
      <span className="w-32 text-ink">{region}</span>
      <ControlStatus state={current === 'none' ? 'unknown' : current} />
      <span className="text-ink-muted text-note">
        <AgedValue name="state" {...state} now={now} show={(value) => `measured ${value}`} />
        {state.observation.state === 'observed' &&
          state.freshness === 'live' &&
          `, ${formatAge(state.observation.measuredAt, now)}`}
      </span>
      <SourceLink source={source} accountId={accountId} simulated={simulated} brief />
    </li>
  );
}

function Served({ row, now }: { readonly row: EntryPointRow; readonly now: EpochMs }) {
  const { served } = row;
  return (
    <>
      <p className="mb-1 text-ink-muted">{served.sentence}.</p>
      <ul className="grid gap-0.5">
        {served.regions.map(({ region, role, health, requestsPerSecond, sharePercent }) => (
          <li
            key={region}
            className="grid grid-cols-[minmax(0,1fr)_auto_3.5rem] items-baseline gap-x-3 sm:grid-cols-[minmax(0,1fr)_6rem_3.5rem_minmax(0,8rem)]"
          >
            <span className="truncate">
              {region} <span className="text-ink-faint text-note">{role}</span>
            </span>
            <HealthWord state={health.state} />
            <span className="text-right">{sharePercent === 'unknown' ? 'unknown' : formatShare(sharePercent)}</span>
            <span className="text-ink-muted text-note max-sm:col-span-3">
              <AgedValue name="requests" {...requestsPerSecond} now={now} show={formatRequests} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** A sentence that says since when itself is not told again. */
function sinceWords(sentence: string, since: EpochMs, now: EpochMs): string {
  return sentence.includes(' since ') ? '' : `Since ${formatMoment(since, now)}. `;
}
