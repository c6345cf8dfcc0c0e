import type { FleetOverview, WorkloadView } from '@/lib/domain/overview/types';
import { formatMoment } from '@/lib/format';
import { OutageClock } from '../overview/outage-clock';
import { WorkloadObjectives } from '../overview/workload-objectives';
import { HealthWord } from '../status/health-status';
import { ProtectionStatus } from '../status/protection-status';
import { Panel } from '../ui/panel';

/** What users get and whether a loss could be survived: two statements, each with its own sentence. */
export function WorkloadState({ overview, view }: { readonly overview: FleetOverview; readonly view: WorkloadView }) {
  const { now, console: console_ } = overview;
  const { userHealth, protection } = view;
  const asOf = console_.state === 'not-polling' && console_.lastTickAt !== 'never' ? console_.lastTickAt : 'now';
  return (
    <Panel id="state-title" title="Now" simulated={console_.simulated}>
      <dl className="grid gap-x-6 gap-y-4 px-4 py-3 text-table sm:grid-cols-2 xl:grid-cols-4">
        <div data-testid="user-health" data-health={userHealth.state}>
          <dt className="text-ink-faint text-note">User health</dt>
          <dd>
            <HealthWord state={userHealth.state} />
            <span className="block text-ink-muted">{userHealth.reason}</span>
            {userHealth.since !== 'unknown' && (
              <span className="block text-ink-faint text-note">
                since {formatMoment(userHealth.since, now, 'second')}
              </span>
            )}
          </dd>
        </div>
        <div data-testid="protection" data-protection={protection.state} data-provable={protection.provableNow}>
          <dt className="text-ink-faint text-note">Protection</dt>
          <dd>
            <ProtectionStatus protection={protection} now={now} />
            {protection.state === 'protected' && protection.provableNow && (
              <span className="block text-ink-muted">{protection.sentence}</span>
            )}
          </dd>
        </div>
        <div>
          <dt className="text-ink-faint text-note">Potential data loss</dt>
          <dd>
            <WorkloadObjectives workload={view} now={now} />
          </dd>
        </div>
        <div
          data-testid={`outage-${view.id}`}
          data-outage={view.outage.state}
          data-seconds={view.outage.state === 'none' ? undefined : view.outage.durationSeconds}
        >
          <dt className="text-ink-faint text-note">Outage</dt>
          <dd>
            <OutageClock outage={view.outage} now={now} asOf={asOf} />
          </dd>
        </div>
      </dl>
    </Panel>
  );
}
