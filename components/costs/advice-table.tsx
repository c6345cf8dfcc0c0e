import { judgeRightsizing } from '@/lib/domain/costs/judge-rightsizing';
import type { CostReport } from '@/lib/domain/costs/report/types';
import type { RightsizingAdvice, RightsizingVerdict } from '@/lib/domain/costs/types';
import type { Workload } from '@/lib/domain/fleet';
import { formatAmount } from '@/lib/format';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import { keyWords } from './cost-words';

const verdictWords: Readonly<Record<RightsizingVerdict, string>> = {
  standby: 'Leave it: it is a standby, and idle by design',
  serves: 'It serves: AWS’s advice may be followed',
  'not-known': 'Leave it: whether it is a standby is not known',
};

export interface AdviceTableProps {
  readonly report: Pick<CostReport, 'advice' | 'accounts'>;
  readonly workloads: readonly Workload[];
  /** Regions in which a workload serves its users now. */
  readonly servesNow: (workloadId: string) => readonly string[] | 'unknown';
}

/** What AWS would end or make smaller, and whether it may be. */
export function AdviceTable({ report: { advice, accounts }, workloads, servesNow }: AdviceTableProps) {
  if (advice.length === 0) {
    const unread = accounts.filter(({ parts }) => parts.rightsizing.asOf === 'never').map(({ accountId }) => accountId);
    return (
      <p className="px-4 py-3 text-ink-muted text-table">
        {unread.length === 0
          ? 'AWS would make nothing smaller.'
          : `We can’t say: advice of account ${unread.join(', ')} was never read.`}
      </p>
    );
  }
  return (
    <ScrollArea label="Right-sizing advice">
      <table data-testid="advice" className="w-full border-collapse text-left text-table tabular-nums">
        <TableHead names={['Server', 'Region', 'Workload', 'AWS would', 'Saves a month', 'May it']} />
        <tbody>
          {advice.map(({ accountId, advice: one }) => (
            <tr key={`${accountId} ${one.resourceId}`} className="border-line border-t align-top">
              <th scope="row" className="px-3 py-1.5 font-normal">
                <bdi>{one.name === 'not-told' ? one.resourceId : one.name}</bdi>
              </th>
              <td className="whitespace-nowrap px-3 py-1.5">{one.region === 'not-told' ? 'not told' : one.region}</td>
              <td className="px-3 py-1.5">
                <bdi>{keyWords('workload', one.workload)}</bdi>
              </td>
              <td className="px-3 py-1.5">{actionWords(one)}</td>
              <td className="whitespace-nowrap px-3 py-1.5">
                {one.monthlySavings === 'not-told'
                  ? 'not told'
                  : `${formatAmount(one.monthlySavings, one.currency)} est.`}
              </td>
              <td className="min-w-48 px-3 py-1.5">{verdictWords[judgeRightsizing(one, workloads, servesNow)]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function actionWords({ action, instanceType, targets }: RightsizingAdvice): string {
  const kind = instanceType === 'not-told' ? 'it' : instanceType;
  const [best] = targets;
  if (action === 'terminate') return `end ${kind}`;
  return best === undefined ? `change ${kind}` : `make ${kind} ${best.instanceType}`;
}
