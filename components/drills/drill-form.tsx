'use client';

import { useState } from 'react';
import { formatList } from '@/lib/domain/wording/list';
import type { DrillOffer } from '@/lib/recovery/pages/drills/build-drills-page';
import DrillPrice from '../costs/drill-price';
import { AnsweredWords } from '../executions/answered-words';
import type { Command } from '../executions/command';
import { useCommand } from '../executions/use-command';
import { Button } from '../ui/button';
import { TextField } from '../ui/text-field';

export interface DrillFormProps {
  readonly offer: DrillOffer;
  readonly begin: Command;
  readonly onWritten: () => void;
  readonly onClose: () => void;
}

/** What a drill of a region really does, and the button, once the region was typed and a reason given. */
export default function DrillForm({ offer, begin, onWritten, onClose }: DrillFormProps) {
  const { submit, pending, answered } = useCommand(begin, onWritten);
  const [reason, setReason] = useState('');
  const [typed, setTyped] = useState('');
  const { region, moved, movedIds, others, notNow } = offer;
  return (
    <form action={submit} className="grid gap-3 border-line border-t px-4 py-3 text-table" data-testid="drill-form">
      <p className="max-w-[100ch] [overflow-wrap:anywhere]" data-testid="drill-form-means">
        <strong className="font-semibold tracking-wide">DRILL</strong> {region} really fails: users of the simulated
        fleet that it serves are really without service until {formatList(moved)} {moved.length === 1 ? 'has' : 'have'}{' '}
        been moved out of it. The engine begins the runs in your name, and somebody else has to agree to each of them.
        Then it heals {region} and begins the way home.
        {others.length > 0 && ` Not moved, and without ${region} until it is healed: ${formatList(others)}.`}
      </p>
      <DrillPrice region={region} moved={movedIds} />
      <input type="hidden" name="region" value={region} />
      <div className="grid items-start gap-3 md:grid-cols-2">
        <TextField
          label="Reason"
          name="reason"
          value={reason}
          onChange={setReason}
          hint="Kept in the record, with your name."
        />
        <TextField label={`Type ${region} to confirm`} name="typedRegion" value={typed} onChange={setTyped} verbatim />
      </div>
      {notNow !== 'none' && (
        <p role="status" className="font-medium [overflow-wrap:anywhere]" data-testid="drill-not-now">
          Not now. {notNow}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          size="large"
          disabled={pending || notNow !== 'none' || reason.trim() === '' || typed.trim() !== region}
          data-testid="drill-button"
        >
          Drill the loss of {region}
        </Button>
        <Button onClick={onClose}>Close</Button>
      </div>
      <AnsweredWords answered={answered} written="Written down. An engine takes it up within a second." />
    </form>
  );
}
