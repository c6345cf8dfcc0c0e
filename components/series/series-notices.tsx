import type { WindowAnswer } from '@/lib/domain/series/metric-window';
import { StateLine } from '../states/state-line';
import type { AskedView, SeriesReading } from './use-series';

export interface SeriesNoticesProps {
  readonly reading: SeriesReading;
  readonly views: readonly AskedView[];
  /** What is asked for, e.g. `The golden signals`. */
  readonly what: string;
}

/** How far what is fetched on demand has come: asked for, refused with the reason, or not to be had from the console. */
export function SeriesNotices({ reading, views, what }: SeriesNoticesProps) {
  if (views.length === 0) return null;
  if (reading.state === 'asking') return <Asking what={what} count={views.length} />;
  const waiting = reading.answers.filter(({ asking }) => asking);
  const refusals = [...new Set(reading.answers.flatMap(({ refusal }) => (refusal === 'none' ? [] : [refusal])))];
  return (
    <>
      {reading.state === 'failed' && (
        <StateLine testId="series-failed" shape="clock">
          {`${what} could not be read from the console just now. What is shown was read before; the page tries again by itself.`}
        </StateLine>
      )}
      {waiting.length > 0 && <Asking what={what} count={waiting.length} />}
      {troublesIn(reading.answers).map((trouble) => (
        <StateLine key={trouble} testId="series-trouble" shape="clock">
          {trouble}
        </StateLine>
      ))}
      {refusals.map((refusal) => (
        <StateLine key={refusal} testId="series-refused" shape="dot-info">
          {`Not fetched: ${refusal}`}
        </StateLine>
      ))}
    </>
  );
}

/** Troubles that are named; the others are counted. */
const mostNamed = 3;

/** Why figures are not new, each reason once with how many it concerns, the most first. */
function troublesIn(answers: readonly WindowAnswer[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { window } of answers) {
    if (typeof window === 'string') continue;
    const parts = [...window.series, ...(window.view === 'checkers' ? window.endpoints : [])];
    for (const { state, note } of parts) {
      if (state === 'read' || state === 'not-published' || note === '') continue;
      const before = counts.get(note);
      counts.set(note, before === undefined ? 1 : before + 1);
    }
  }
  const named = [...counts].sort((a, b) => b[1] - a[1]);
  const more = named.length - mostNamed;
  return [
    ...named.slice(0, mostNamed).map(([note, count]) => `${count === 1 ? 'One figure' : `${count} figures`}: ${note}`),
    ...(more > 0 ? [`${more} more reasons stand beside the figures they concern.`] : []),
  ];
}

function Asking({ what, count }: { readonly what: string; readonly count: number }) {
  return (
    <StateLine testId="series-asking" shape="clock">
      {`Asking for ${what.toLowerCase()}: ${count === 1 ? 'one view is' : `${count} views are`} fetched while this page is open.`}
    </StateLine>
  );
}
