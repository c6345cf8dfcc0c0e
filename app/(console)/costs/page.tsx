import { readCostQuery } from '@/components/costs/cost-spec';
import { CostsScreen } from '@/components/costs/costs-screen';
import { LiveEntities } from '@/components/shell/live-entities';
import { getCostReport } from '@/lib/queries/get-cost-report';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { requireSession } from '../../require-session';

interface CostsPageProps {
  readonly searchParams: Promise<Readonly<Record<string, string | readonly string[] | undefined>>>;
}

/** What the fleet costs, as the address asks for it. */
export default async function CostsPage({ searchParams }: CostsPageProps) {
  const actor = await requireSession();
  const query = readCostQuery(await searchParams);
  const [fleet, report] = await Promise.all([readFleetEntities(actor), getCostReport(actor, query)]);
  return (
    <LiveEntities initial={fleet}>
      <CostsScreen initial={report} refresh={true} />
    </LiveEntities>
  );
}
