'use client';

import { type FormEvent, useRef, useState } from 'react';
import type { EpochMs } from '@/lib/domain/time';
import {
  namedRanges,
  parseTimeRange,
  rangeNames,
  type TimeRange,
  toBounds,
  writeMinute,
} from '@/lib/domain/time-range';
import { formatUtc } from '@/lib/format';
import { Button } from '../ui/button';
import { Disclosure } from '../ui/disclosure';
import { RefusedValues } from '../url/refused-values';
import { type timeRangeSpec, useTimeRange } from './use-time-range';

/** The range in words: `Last 24 hours`, or both ends. */
export function rangeWords(range: TimeRange): string {
  if (typeof range === 'string') return `Last ${rangeNames[range]}`;
  return `${formatUtc(range.startAt, 'date')} to ${formatUtc(range.endAt, 'date')}`;
}

/** Chooses the page's time range by name, or by both ends in UTC. It lives in the address. */
export function PageTimeRange({ now, spec }: { readonly now: EpochMs; readonly spec?: typeof timeRangeSpec }) {
  const { range, refused, choose } = useTimeRange(spec);
  return (
    <>
      <RefusedValues refused={refused} />
      <RangeChoice range={range} now={now} choose={choose} />
    </>
  );
}

interface RangeChoiceProps {
  readonly range: TimeRange;
  readonly now: EpochMs;
  readonly choose: (range: TimeRange) => void;
}

function RangeChoice({ range, now, choose }: RangeChoiceProps) {
  return (
    <Disclosure name="Time range" words={rangeWords(range)} side="right">
      {(close) => {
        const take = (next: TimeRange) => {
          choose(next);
          close();
        };
        return (
          <div className="grid w-64 gap-3 p-3">
            <ul className="grid grid-cols-2 gap-1">
              {namedRanges.map((name) => (
                <li key={name} className="grid">
                  <Button aria-pressed={name === range} onClick={() => take(name)}>
                    {rangeNames[name]}
                  </Button>
                </li>
              ))}
            </ul>
            <CustomRange initial={toBounds(range, now)} onTake={take} />
          </div>
        );
      }}
    </Disclosure>
  );
}

interface CustomRangeProps {
  readonly initial: { readonly startAt: EpochMs; readonly endAt: EpochMs };
  readonly onTake: (range: TimeRange) => void;
}

function CustomRange({ initial, onTake }: CustomRangeProps) {
  const form = useRef<HTMLFormElement>(null);
  const [refused, setRefused] = useState(false);
  const take = (event: FormEvent) => {
    event.preventDefault();
    const data = new FormData(form.current ?? undefined);
    const range = parseTimeRange(`${String(data.get('from'))}Z..${String(data.get('until'))}Z`);
    if (range === 'invalid') setRefused(true);
    else onTake(range);
  };
  return (
    <form ref={form} onSubmit={take} className="grid gap-2 border-line border-t pt-3 text-table">
      <MomentField name="from" label="From, UTC" at={initial.startAt} />
      <MomentField name="until" label="Until, UTC" at={initial.endAt} />
      {refused && (
        <p role="alert" className="text-note">
          The range must end after it begins and span 13 months at the most.
        </p>
      )}
      <Button type="submit">Show this range</Button>
    </form>
  );
}

function MomentField({ name, label, at }: { readonly name: string; readonly label: string; readonly at: EpochMs }) {
  return (
    <label className="grid gap-0.5 text-ink-muted text-note">
      {label}
      <input
        type="datetime-local"
        name={name}
        required
        defaultValue={writeMinute(at).slice(0, 16)}
        className="min-h-7 rounded-control border border-line-strong bg-surface px-1.5 text-ink text-table"
      />
    </label>
  );
}
