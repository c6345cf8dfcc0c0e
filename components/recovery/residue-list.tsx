import { isLeftOpen, type ResidueLine, whatIsSeen } from '@/lib/domain/recovery/residue/build-residue';
import type { EpochMs } from '@/lib/domain/time';
import { formatAge, formatMoment } from '@/lib/format';
import type { Command } from '../executions/command';
import { ResidueStatus } from '../status/residue-status';
import { OwnForm } from './own-form';

export interface ResidueListProps {
  readonly label: string;
  readonly lines: readonly ResidueLine[];
  readonly own: Command | 'not-allowed';
  readonly now: EpochMs;
}

const kindWords: Readonly<Record<ResidueLine['kind'], string>> = {
  group: 'Auto Scaling group',
  control: 'routing control',
  route: 'route of an access point',
  setting: 'setting',
  writer: 'writer',
  snapshot: 'snapshot of what had not been sent on',
  unread: 'not read by the console',
};

/** What was changed, one line each: what it was, what it is, and whose it is. */
export function ResidueList({ label, lines, own, now }: ResidueListProps) {
  return (
    <ul aria-label={label} className="divide-y divide-line text-table">
      {lines.map((line) => (
        <li
          key={`${line.runId} ${line.key}`}
          className="grid items-start gap-x-4 gap-y-0.5 px-4 py-2 md:grid-cols-[10rem_minmax(0,1fr)_minmax(0,1fr)_minmax(0,16rem)]"
          data-testid={`residue-${line.key}`}
          data-state={line.state}
        >
          <ResidueStatus state={line.state} />
          <span className="min-w-0 [overflow-wrap:anywhere]">
            <bdi>{line.resource}</bdi>
            <span className="block text-ink-muted text-note">
              {kindWords[line.kind]}, {line.region}, account {line.accountId}
            </span>
          </span>
          <span className="min-w-0 tabular-nums [overflow-wrap:anywhere]">
            {line.now}
            <span className="block text-ink-muted text-note">
              was: {line.before}
              {line.readAt !== 'never' && `; read ${formatAge(line.readAt, now)}`}
            </span>
          </span>
          <Owned line={line} own={own} now={now} />
        </li>
      ))}
    </ul>
  );
}

function Owned({ line, own, now }: { readonly line: ResidueLine } & Pick<ResidueListProps, 'own' | 'now'>) {
  const { owner, runId, key, resource, kind } = line;
  if (owner !== 'nobody') {
    return (
      <span className="min-w-0 text-ink-muted text-note [overflow-wrap:anywhere] md:justify-self-end">
        <bdi>{owner.by}</bdi> at {formatMoment(owner.at, now)}: <q>{owner.reason}</q>
      </span>
    );
  }
  if (!isLeftOpen(line)) return <span />;
  return (
    <OwnForm own={own} runId={runId} lineKey={key} saw={whatIsSeen(line)} about={`${kindWords[kind]} ${resource}`} />
  );
}
