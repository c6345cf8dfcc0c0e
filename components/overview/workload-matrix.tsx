import type { ReactNode } from 'react';
import type { FleetOverview, RegionView, WorkloadView } from '@/lib/domain/overview/types';
import type { EpochMs } from '@/lib/domain/time';
import { healthStates } from '@/lib/domain/vocabulary';
import { regionAddress, workloadAddress } from '../shell/addresses';
import { HealthStatus } from '../status/health-status';
import { ProtectionStatus } from '../status/protection-status';
import { NameLink } from '../ui/name-link';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { AndMore } from './and-more';
import { chooseShown, countWords } from './choose-shown';
import { MatrixCell } from './matrix-cell';
import { OutageClock } from './outage-clock';
import { WorkloadObjectives } from './workload-objectives';

/** Rows and columns up to which each workload and each region has room for its figures. */
const mostRows = 12;
const mostRoomyRegions = 8;

/** Workloads by region, worst figures beside: what users get where, and what would be lost now. */
export function WorkloadMatrix({ overview }: { readonly overview: FleetOverview }) {
  const hosting = overview.regions.filter(({ code }) =>
    overview.workloads.some(({ cells }) => cells.some(({ region }) => region === code)),
  );
  const { state, lastTickAt } = overview.console;
  const asOf = state === 'not-polling' && lastTickAt !== 'never' ? lastTickAt : 'now';
  const empty = overview.regions.filter((region) => !hosting.includes(region)).map(({ code }) => code);
  const { shown, rest } = chooseShown(overview.workloads, mostRows, rankOf);
  const compact = hosting.length > mostRoomyRegions;
  return (
    <Panel
      id="workloads-title"
      title="Workloads"
      simulated={overview.console.simulated}
      aside={empty.length === 0 ? undefined : `No workload in ${empty.join(', ')}`}
    >
      <ScrollArea label="Workloads by region">
        <table className="w-full table-fixed border-collapse text-left text-table max-md:block">
          <thead className="max-md:sr-only">
            <tr className="bg-raised text-ink-muted">
              <HeadCell className="sticky left-0 z-10 w-32 bg-raised">Workload</HeadCell>
              {hosting.map(({ code }) => (
                <HeadCell key={code} className={compact ? 'w-6 !px-0.5 py-2 align-bottom' : 'w-31'}>
                  <span className={compact ? 'inline-block rotate-180 [writing-mode:vertical-rl]' : ''}>
                    <NameLink href={regionAddress(code)}>{code}</NameLink>
                  </span>
                </HeadCell>
              ))}
              <HeadCell className="w-36">User health</HeadCell>
              <HeadCell className="w-34">Protection</HeadCell>
              <HeadCell className="w-56">Potential data loss</HeadCell>
              <HeadCell className="w-26">Outage</HeadCell>
            </tr>
          </thead>
          <tbody className="max-md:block">
            {shown.map((workload) => (
              <WorkloadRow
                key={workload.id}
                workload={workload}
                regions={hosting}
                compact={compact}
                now={overview.now}
                asOf={asOf}
              />
            ))}
          </tbody>
        </table>
      </ScrollArea>
      <AndMore
        count={rest.length}
        words={countWords(
          rest.map(({ userHealth }) => userHealth.state),
          healthStates,
        )}
        href="/workloads"
        all="All workloads"
      />
      {overview.workloads.length === 0 && (
        <p className="px-4 py-3 text-ink-muted">No workload is known yet: the engine has not read the fleet.</p>
      )}
    </Panel>
  );
}

const protections = ['unprotected', 'at-risk', 'unknown', 'protected'] as const;

/** What users get first, then whether a loss could be survived. */
function rankOf({ userHealth, protection }: WorkloadView): number {
  return healthStates.indexOf(userHealth.state) * protections.length + protections.indexOf(protection.state);
}

function HeadCell({ children, className }: { readonly children: ReactNode; readonly className: string }) {
  return (
    <th scope="col" className={`h-8 whitespace-nowrap px-3 font-medium text-note ${className}`}>
      {children}
    </th>
  );
}

interface WorkloadRowProps {
  readonly workload: WorkloadView;
  readonly regions: readonly RegionView[];
  /** Cells have room for a mark only. */
  readonly compact: boolean;
  readonly now: EpochMs;
  /** When the engine last looked, while it does not look any more. */
  readonly asOf: EpochMs | 'now';
}

function WorkloadRow({ workload, regions, compact, now, asOf }: WorkloadRowProps) {
  const { userHealth, protection } = workload;
  return (
    <tr
      data-testid={`workload-${workload.id}`}
      data-user-health={userHealth.state}
      data-protection={protection.state}
      data-provable={protection.provableNow}
      className="border-line border-t align-top max-md:grid max-md:grid-cols-2 max-md:py-2"
    >
      <th scope="row" className="sticky left-0 z-10 bg-surface px-3 py-2 font-normal max-md:static max-md:col-span-2">
        <span className="line-clamp-3 font-semibold" title={workload.name}>
          <NameLink href={workloadAddress(workload.id)}>{workload.name}</NameLink>
        </span>
        <span className="block text-ink-faint text-note">
          Tier {workload.tier}, {workload.strategy.replaceAll('-', ' ')}
        </span>
      </th>
      {regions.map(({ code }) => (
        <MatrixCell
          hasUsers={workload.hasUsers}
          compact={compact}
          key={code}
          workloadId={workload.id}
          region={code}
          cell={workload.cells.find(({ region }) => region === code)}
          now={now}
        />
      ))}
      <td className="px-3 py-2">
        <PhoneLabel>User health</PhoneLabel>
        {workload.hasUsers ? (
          <HealthStatus verdict={userHealth} />
        ) : (
          <span className="text-ink-muted">No users to judge by: it has no entry point</span>
        )}
      </td>
      <td className="px-3 py-2">
        <PhoneLabel>Protection</PhoneLabel>
        <ProtectionStatus protection={protection} now={now} />
      </td>
      <td className="px-3 py-2 max-md:col-span-2">
        <PhoneLabel>Potential data loss</PhoneLabel>
        <WorkloadObjectives workload={workload} now={now} />
      </td>
      <td
        className="px-3 py-2 max-md:col-span-2"
        data-testid={`outage-${workload.id}`}
        data-outage={workload.outage.state}
        data-seconds={workload.outage.state === 'none' ? undefined : workload.outage.durationSeconds}
      >
        <PhoneLabel>Outage</PhoneLabel>
        <OutageClock outage={workload.outage} now={now} asOf={asOf} />
      </td>
    </tr>
  );
}

/** Column heads are out of sight on a phone, where each value carries its own. */
export function PhoneLabel({ children }: { readonly children: string }) {
  return <span className="block text-ink-faint text-note md:hidden">{children}</span>;
}
