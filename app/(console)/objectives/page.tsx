import { toComplianceRange } from '@/components/objectives/compliance-words';
import { ObjectivesScreen } from '@/components/objectives/objectives-screen';
import { LiveEntities } from '@/components/shell/live-entities';
import { getCompliance } from '@/lib/queries/get-compliance';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { readTheme } from '../../read-theme';
import { requireSession } from '../../require-session';

interface Wanted {
  readonly range?: string | readonly string[];
}

/** How every objective was kept over the range the address names. */
export default async function ObjectivesPage({ searchParams }: { searchParams: Promise<Wanted> }) {
  const actor = await requireSession();
  const range = toComplianceRange((await searchParams).range);
  const [fleet, report, theme] = await Promise.all([
    readFleetEntities(actor),
    getCompliance(actor, range),
    readTheme(),
  ]);
  return (
    <LiveEntities initial={fleet}>
      <ObjectivesScreen
        key={range}
        person={{ name: actor.name, role: actor.role }}
        theme={theme}
        report={report}
        refresh={true}
      />
    </LiveEntities>
  );
}
