import type { FleetOverview, RegionView } from '@/lib/domain/overview/types';
import type { EpochMs } from '@/lib/domain/time';
import { formatAge } from '@/lib/format';
import { regionAddress } from '../shell/addresses';
import { HealthStatus, healthLooks } from '../status/health-status';
import { tileTone } from '../status/tones';
import { NameLink } from '../ui/name-link';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';

/** Regions with what each vantage says; the list behind the map. */
export function RegionTable({ overview }: { readonly overview: FleetOverview }) {
  return (
    <Panel id="regions-title" title="Regions" simulated={overview.console.simulated}>
      <ScrollArea label="Regions and vantages">
        <table className="w-full border-collapse text-left text-table">
          <thead>
            <tr className="bg-raised text-ink-muted">
              {['Region', 'Health', 'What each vantage says', 'AWS API from here', 'Newest data'].map((name) => (
                <th key={name} scope="col" className="h-8 whitespace-nowrap px-3 font-medium text-note">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {overview.regions.map((region) => (
              <RegionRow key={region.code} region={region} now={overview.now} />
            ))}
          </tbody>
        </table>
      </ScrollArea>
      {overview.regions.length === 0 && (
        <p className="px-4 py-3 text-ink-muted">No region is known yet: the engine has not read the fleet.</p>
      )}
    </Panel>
  );
}

function RegionRow({ region, now }: { readonly region: RegionView; readonly now: EpochMs }) {
  const { health, api, newestMeasuredAt } = region;
  const wrong = api.state !== 'reachable';
  return (
    <tr
      data-testid={`region-row-${region.code}`}
      data-health={health.state}
      data-region={region.code}
      className="border-line border-t align-top"
    >
      <th
        scope="row"
        className={`whitespace-nowrap px-3 py-1.5 font-normal ${tileTone[healthLooks[health.state].tone]}`}
      >
        <NameLink href={regionAddress(region.code)}>{region.code}</NameLink>
        <span className="block max-w-48 truncate text-ink-faint text-note" title={region.place}>
          <bdi>{region.place}</bdi>
        </span>
      </th>
      <td className="min-w-44 px-3 py-1.5">
        <HealthStatus verdict={health} />
      </td>
      <td className="min-w-56 px-3 py-1.5 text-ink-muted text-note">
        {region.vantages.length === 0
          ? 'No vantage on a user path: no workload here.'
          : region.vantages.map(({ name, sentence }) => (
              <span key={name} className="block">
                {sentence}
              </span>
            ))}
      </td>
      <td className={`min-w-44 px-3 py-1.5 text-note ${wrong ? 'text-ink' : 'text-ink-muted'}`}>{api.sentence}</td>
      <td className="whitespace-nowrap px-3 py-1.5 text-ink-muted text-note">
        {newestMeasuredAt === 'never' ? 'No data yet' : formatAge(newestMeasuredAt, now)}
      </td>
    </tr>
  );
}
