import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { EpochMs } from '@/lib/domain/time';
import { formatMoment } from '@/lib/format';

const outcomeWords: Readonly<Record<CallRecord['outcome'], string>> = {
  answered: 'answered',
  refused: 'refused',
  unreachable: 'unreachable',
  'timed-out': 'timed out',
  unknown: 'outcome not known',
};

/** Requests that were made, as they are kept for the record: whose endpoint, request id, before and after. */
export function CallList({ calls, now }: { readonly calls: readonly CallRecord[]; readonly now: EpochMs }) {
  if (calls.length === 0) return <p className="text-ink-muted text-note">No call was made yet.</p>;
  return (
    <details data-testid="calls">
      <summary className="min-h-6 text-link">
        {calls.length} {calls.length === 1 ? 'call' : 'calls'} made, with request ids
      </summary>
      <ol className="mt-1 grid gap-2">
        {calls.map((call, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: calls are only ever added
          <li key={index} className="text-note [overflow-wrap:anywhere]">
            <span className="text-ink-faint">{formatMoment(call.at, now, 'second')}</span>{' '}
            <span className="font-mono text-ink">{call.action}</span>{' '}
            <span className="text-ink-muted">
              {call.endpointRegion === 'none' ? 'no AWS endpoint' : `at ${call.endpointRegion}`},{' '}
              {outcomeWords[call.outcome]}
            </span>
            <span className="block font-mono text-ink-muted [font-variant-numeric:slashed-zero]">
              {call.requestId === 'none' ? 'no request id' : call.requestId}
            </span>
            {call.before !== undefined && <span className="block text-ink-muted">Before: {call.before}</span>}
            {call.after !== undefined && <span className="block text-ink-muted">After: {call.after}</span>}
            {call.detail !== '' && <span className="block text-ink-muted">{call.detail}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}
