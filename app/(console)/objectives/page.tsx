import { ObjectivesScreen } from '@/components/objectives/objectives-screen';
import { LiveEntities } from '@/components/shell/live-entities';
import { readUrlState, urlTimeRange } from '@/components/url/url-state';
import { getCompliance } from '@/lib/queries/get-compliance';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { requireSession } from '../../require-session';

interface ObjectivesPageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | readonly string[] | undefined>>>;
}

/** How every objective was kept over the range the address names. */
export default async function ObjectivesPage({ searchParams }: ObjectivesPageProps) {
  const actor = await requireSession();
  const { range } = readUrlState({ range: urlTimeRange('24h') }, await searchParams).values;
  const [fleet, report] = await Promise.all([readFleetEntities(actor), getCompliance(actor, range)]);
  return (
    <LiveEntities initial={fleet}>
      <ObjectivesScreen initial={report} refresh={true} marks="live" />
    </LiveEntities>
  );
}
