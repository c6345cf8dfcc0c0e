import type { RecordGroup, SharedRecord } from '@/lib/domain/routing-page/types';
import { formatShare } from '@/lib/domain/workload-page/view-shares';
import { formatDuration } from '@/lib/format';
import { ConditionMark } from '../status/condition-mark';

/** The records of an entry point in the order in which they are followed, name by name. */
export function RecordList({ groups }: { readonly groups: readonly RecordGroup[] }) {
  return (
    <ol className="grid gap-3">
      {groups.map(({ name, chosenBy, records }, step) => (
        <li key={`${name} ${records[0]?.type}`} className="grid gap-1">
          <p className="[overflow-wrap:anywhere]">
            <span className="text-ink-faint">{step + 1}.</span> <bdi className="font-medium text-ink">{name}</bdi>{' '}
            <span className="text-ink-muted">
              {records[0]?.type}, by {chosenBy}
            </span>
          </p>
          <ul className="grid gap-1 border-line border-l pl-3">
            {records.map((record) => (
              <Record key={`${record.setIdentifier} ${record.type}`} record={record} />
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}

function Record({ record }: { readonly record: SharedRecord }) {
  const { setIdentifier, policy, targets, region, answered, condition, ttlSeconds, healthCheck, share } = record;
  const isAnswered = answered === 'yes';
  return (
    <li
      data-testid="routing-record"
      data-region={region}
      data-answered={answered}
      data-condition={condition.state}
      className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-x-3 border-line border-t py-1 first:border-t-0"
    >
      <span className="min-w-0">
        <span className={isAnswered ? 'font-medium text-ink' : 'text-ink'}>
          {region === 'none' ? 'Further records' : region}
          {isAnswered && ' — answered now'}
        </span>
        <span className="block text-ink-muted text-note">{policy}</span>
        <span className="block text-ink-faint text-note [overflow-wrap:anywhere]">
          {setIdentifier !== 'none' && <bdi>{setIdentifier}: </bdi>}
          {targets.join(', ')}
        </span>
        <span className="block text-ink-faint text-note">
          TTL {ttlSeconds === 'from-target' ? 'of its target' : formatDuration(ttlSeconds)}
        </span>
      </span>
      <span className="min-w-0">
        <ConditionMark
          state={condition.state}
          by={healthCheck !== 'none' && healthCheck.by === 'routing-control' ? 'switch' : 'check'}
          sentence={condition.sentence}
        />
        <span className="block text-note">
          {typeof share.percent === 'number' && <span className="text-ink">{formatShare(share.percent)}: </span>}
          <span className="text-ink-muted">{share.sentence}</span>
        </span>
      </span>
    </li>
  );
}
