'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useActionState } from 'react';
import type { FindingView } from '@/lib/domain/overview/types';
import type { EpochMs } from '@/lib/domain/time';
import { formatAge } from '@/lib/format';
import { Button } from '../ui/button';
import { type Acknowledge, type Acknowledgement, acknowledgementsKey } from './acknowledgement';

export interface AcknowledgeControlProps {
  readonly finding: FindingView;
  readonly seen: Acknowledgement | undefined;
  readonly acknowledge: Acknowledge | 'not-allowed';
  readonly now: EpochMs;
}

/** Who has seen the finding, or the button to say so. */
export function AcknowledgeControl({ finding, seen, acknowledge, now }: AcknowledgeControlProps) {
  if (seen !== undefined) {
    return (
      <span className="text-ink-muted text-note leading-6">
        Acknowledged by {seen.actor} {formatAge(seen.at, now)}
      </span>
    );
  }
  if (acknowledge === 'not-allowed') return null;
  return <AcknowledgeForm finding={finding} acknowledge={acknowledge} />;
}

function AcknowledgeForm({ finding, acknowledge }: { finding: FindingView; acknowledge: Acknowledge }) {
  const client = useQueryClient();
  const [refusal, submit, pending] = useActionState(async (_before: string, form: FormData) => {
    const result = await acknowledge(form).catch(() => ({
      ok: false as const,
      message: 'The console did not answer. Nothing was recorded; try again.',
    }));
    await client.invalidateQueries({ queryKey: acknowledgementsKey });
    return result.ok ? '' : result.message;
  }, '');
  return (
    <form action={submit} className="flex flex-col items-end gap-1">
      <input type="hidden" name="findingId" value={finding.id} />
      <input type="hidden" name="since" value={finding.since} />
      <Button type="submit" disabled={pending} size="small" aria-label={`Acknowledge: ${finding.sentence}`}>
        Acknowledge
      </Button>
      <span role="status" className="max-w-60 rounded-control bg-raised text-right text-ink text-note">
        {refusal}
      </span>
    </form>
  );
}
