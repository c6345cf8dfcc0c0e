'use client';

import { useState } from 'react';
import { readMoveCapacity } from '@/lib/domain/costs/move-question';
import { priceMove } from '@/lib/domain/costs/price-move';
import type { RegionCode, Workload } from '@/lib/domain/fleet';
import { useLiveFleet } from '../shell/live-entities';
import { Choice } from '../ui/choice';
import { MovePriceTable } from './move-price-table';
import { usePriceBook } from './use-price-book';

export interface MovePriceProps {
  readonly workload: Workload;
  readonly source: RegionCode;
  readonly target: RegionCode;
}

/** How long it may stay away: nobody knows it beforehand, so it is chosen. */
const lengths = ['1', '4', '24', '168', '720'] as const;
const lengthWords = { '1': '1 h', '4': '4 h', '24': '1 day', '168': '7 days', '720': '30 days' } as const;

/** What a move would cost before it is begun, at the capacity of now; nothing of it stands in the way of the button. */
export default function MovePriceView({ workload, source, target }: MovePriceProps) {
  const { entities, now } = useLiveFleet();
  const [hours, setHours] = useState<(typeof lengths)[number]>('4');
  const reading = usePriceBook(workload.id);
  const capacity = readMoveCapacity(entities, workload.id, { source, target }, now);
  return (
    <div className="grid gap-2 py-2 text-table">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 px-3">
        <span className="font-medium">
          {workload.name}, {source} → {target}
        </span>
        <Choice
          label="Away for"
          shown
          value={hours}
          options={lengths}
          words={lengthWords}
          onChoose={(chosen) => setHours(chosen)}
        />
      </div>
      {reading.state === 'asking' && <p className="px-3 text-ink-muted">Reading the prices of its bill …</p>}
      {reading.state === 'failed' && (
        <p className="px-3 text-ink-muted">
          The prices of its bill could not be read from the console’s store. This says nothing about the move.
        </p>
      )}
      {reading.state !== 'asking' && (
        <MovePriceTable
          price={priceMove({
            ...{ source, target, capacity, hours: Number(hours) },
            book: reading.state === 'read' ? reading.book : 'none',
          })}
          book={reading.state === 'read' ? reading.book : 'none'}
          name={workload.name}
          now={now}
        />
      )}
    </div>
  );
}
