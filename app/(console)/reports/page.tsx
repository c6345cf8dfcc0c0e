import { ReportsScreen } from '@/components/reports/reports-screen';
import { LiveEntities } from '@/components/shell/live-entities';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { readReports } from '@/lib/queries/read-reports';
import { requireSession } from '../../require-session';

/** Every report there is, with its files, and where reports were delivered to. */
export default async function ReportsPage() {
  const actor = await requireSession();
  const [fleet, reports] = await Promise.all([readFleetEntities(actor), readReports(actor)]);
  return (
    <LiveEntities initial={fleet}>
      <ReportsScreen initial={reports} refresh />
    </LiveEntities>
  );
}
