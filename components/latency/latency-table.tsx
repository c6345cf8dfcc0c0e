import type { ConsoleWay, LatencyCell, LatencyMatrix } from '@/lib/domain/series/build-latency-matrix';
import type { EpochMs } from '@/lib/domain/time';
import { formatAge, formatDuration, formatLatency } from '@/lib/format';
import { regionAddress } from '../shell/addresses';
import { NameLink } from '../ui/name-link';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';

export interface LatencyTableProps {
  readonly matrix: LatencyMatrix;
  readonly of: string | 'all';
  readonly now: EpochMs;
}

/** Every pair as a table of regions, or the ways of one region as two columns. */
export function LatencyTable({ matrix, of, now }: LatencyTableProps) {
  const { regions } = matrix;
  if (regions.length < 2) {
    return <p className="px-4 py-3 text-ink-muted text-table">The fleet has one region: there is no way to measure.</p>;
  }
  return of === 'all' ? <AllWays matrix={matrix} now={now} /> : <WaysOf matrix={matrix} of={of} now={now} />;
}

function AllWays({ matrix, now }: Omit<LatencyTableProps, 'of'>) {
  const { regions, cells, fromConsole } = matrix;
  return (
    <ScrollArea label="Latency between regions">
      <table className="border-collapse text-left text-table">
        <TableHead names={['From', ...regions.map((region) => `to ${region}`)]} />
        <tbody>
          <tr className="border-line border-t align-top">
            <RowHead note="its own probes, over HTTP">this console</RowHead>
            {fromConsole.map((way) => (
              <ConsoleCell key={way.to} way={way} now={now} />
            ))}
          </tr>
          {regions.map((from, index) => (
            <tr key={from} className="border-line border-t align-top" data-testid={`latency-from-${from}`}>
              <RowHead>
                <NameLink href={regionAddress(from)}>{from}</NameLink>
              </RowHead>
              {(cells[index] ?? []).map((cell) => (
                <WayCell key={cell.to} cell={cell} longestMs={matrix.longestMs} now={now} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function WaysOf({ matrix, of, now }: LatencyTableProps) {
  const { regions, cells, fromConsole, longestMs } = matrix;
  const own = regions.indexOf(of);
  const others = regions.map((region, index) => ({ region, index })).filter(({ region }) => region !== of);
  const fromHere = fromConsole.find(({ to }) => to === of);
  return (
    <ScrollArea label={`Latency from and to ${of}`}>
      <table className="w-full border-collapse text-left text-table">
        <TableHead names={['Other end', `from there to ${of}`, `from ${of} to there`]} />
        <tbody>
          {fromHere !== undefined && (
            <tr className="border-line border-t align-top" data-testid="latency-from-console">
              <RowHead note="its own probes, over HTTP">this console</RowHead>
              <ConsoleCell way={fromHere} now={now} />
              <td className="px-3 py-1.5 text-ink-faint">–</td>
            </tr>
          )}
          {others.map(({ region, index }) => {
            const toHere = cells[index]?.[own];
            const toThere = cells[own]?.[index];
            return (
              <tr key={region} className="border-line border-t align-top" data-testid={`latency-${region}`}>
                <RowHead>
                  <NameLink href={regionAddress(region)}>{region}</NameLink>
                </RowHead>
                {toHere !== undefined && <WayCell cell={toHere} longestMs={longestMs} now={now} />}
                {toThere !== undefined && <WayCell cell={toThere} longestMs={longestMs} now={now} />}
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function RowHead({ note, children }: { readonly note?: string; readonly children: React.ReactNode }) {
  return (
    <th scope="row" className="whitespace-nowrap px-3 py-1.5 font-normal">
      {children}
      {note !== undefined && <span className="block text-ink-faint text-note">{note}</span>}
    </th>
  );
}

interface WayCellProps {
  readonly cell: LatencyCell;
  readonly longestMs: LatencyMatrix['longestMs'];
  readonly now: EpochMs;
}

function WayCell({ cell, longestMs, now }: WayCellProps) {
  const { connect, copy, state, sentence } = cell;
  if (state === 'same') return <td className="px-3 py-1.5 text-ink-faint">–</td>;
  return (
    <td className="min-w-40 px-3 py-1.5" data-way={state}>
      {connect !== 'none' && (
        <span
          className="block"
          title="Route 53’s checkers there connect to an endpoint here: one way there and back, estimated"
        >
          <Figure words={`≈ ${formatLatency(connect.ms)}`} isOld={connect.freshness === 'stale'} />
          <Age at={connect.measuredAt} now={now} />
          <Length ms={connect.ms} longestMs={longestMs} />
        </span>
      )}
      {copy !== 'none' && (
        <span
          className="block text-note"
          title={`What replication of ${copy.store} takes, ${copy.quality === 'bound' ? 'at most' : 'estimated'}`}
        >
          <Figure
            words={`copies ${copy.store} in ${formatDuration(copy.seconds)}${copy.quality === 'estimate' ? ' (est.)' : ''}`}
            isOld={copy.freshness === 'stale'}
          />
          <Age at={copy.measuredAt} now={now} />
        </span>
      )}
      {state === 'unmeasured' && (
        <>
          <span className="text-ink-faint">unknown</span>
          <span className="block max-w-72 text-ink-muted text-note [overflow-wrap:anywhere]">{`${sentence}.`}</span>
        </>
      )}
    </td>
  );
}

function ConsoleCell({ way, now }: { readonly way: ConsoleWay; readonly now: EpochMs }) {
  if (way.ms === 'none' || way.measuredAt === 'never') {
    return (
      <td className="px-3 py-1.5" data-way="unmeasured">
        <span className="text-ink-faint">unknown</span>
        <span className="block text-ink-muted text-note">no endpoint there answers the console now</span>
      </td>
    );
  }
  return (
    <td className="px-3 py-1.5" data-way="known">
      {formatLatency(way.ms)}
      <Age at={way.measuredAt} now={now} />
    </td>
  );
}

function Figure({ words, isOld }: { readonly words: string; readonly isOld: boolean }) {
  return isOld ? (
    <span className="text-ink-faint underline decoration-dashed underline-offset-2">unknown (was {words})</span>
  ) : (
    <span className="[overflow-wrap:anywhere]">{words}</span>
  );
}

function Age({ at, now }: { readonly at: EpochMs; readonly now: EpochMs }) {
  return <span className="ml-1.5 whitespace-nowrap text-ink-faint text-note">{formatAge(at, now)}</span>;
}

/** A bar as long as the way, against the longest one known. */
function Length({ ms, longestMs }: { readonly ms: number; readonly longestMs: LatencyMatrix['longestMs'] }) {
  if (longestMs === 'none') return null;
  return (
    <svg aria-hidden="true" className="mt-0.5 block h-1 w-28">
      <rect width="100%" height="4" className="fill-raised" />
      <rect width={`${Math.min(100, (100 * ms) / longestMs).toFixed(1)}%`} height="4" className="fill-ink-muted" />
    </svg>
  );
}
