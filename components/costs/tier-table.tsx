import type { TierEstimate } from '@/lib/domain/costs/resilience/estimate-tiers';
import type { Strategy } from '@/lib/domain/fleet';
import { formatAmount } from '@/lib/format';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';

export const strategyWords: Readonly<Record<Strategy, string>> = {
  'backup-restore': 'Backup & restore',
  'pilot-light': 'Pilot light',
  'warm-standby': 'Warm standby',
  'active-active': 'Active/active',
};

export interface TierTableProps {
  readonly name: string;
  readonly estimates: readonly TierEstimate[];
  readonly currency: string;
}

const amounts = ['Serving, est.', 'Resilience, est.', 'Against the bill, est.'];

/** What each strategy would cost the workload in the time of the bill. Estimates; no actual figure is among them. */
export function TierTable({ name, estimates, currency }: TierTableProps) {
  return (
    <ScrollArea label={`What other strategies would cost ${name}, ${currency}`}>
      <table data-testid="tiers" className="w-full border-collapse text-left text-table tabular-nums">
        <TableHead names={['Strategy', ...amounts, 'Not in it']} numeric={amounts} />
        <tbody>
          {estimates.map(({ strategy, isOwn, serving, resilience, change, unknown }) => (
            <tr key={strategy} className="border-line border-t" data-testid={`tier-${strategy}`}>
              <th scope="row" className="whitespace-nowrap px-3 py-1.5 font-normal">
                {strategyWords[strategy]}
                {isOwn && <span className="block text-ink-muted text-note">the one it has</span>}
              </th>
              <td className="whitespace-nowrap px-3 py-1.5 text-right">{formatAmount(serving, currency)}</td>
              <td className="whitespace-nowrap px-3 py-1.5 text-right">{formatAmount(resilience, currency)}</td>
              <td className="whitespace-nowrap px-3 py-1.5 text-right">
                {changeOf(change, currency)}
                {isOwn && change !== '0' && (
                  <span className="block text-ink-muted text-note">that is how far the estimate is off</span>
                )}
              </td>
              <td className="min-w-56 px-3 py-1.5 text-ink-muted">{unknown.join('; ') || 'nothing known of'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function changeOf(change: TierEstimate['change'], currency: string): string {
  if (change === '0') return 'the same';
  return change.startsWith('-')
    ? `▼ ${formatAmount(change.slice(1) as TierEstimate['change'], currency)} less`
    : `▲ ${formatAmount(change, currency)} more`;
}
