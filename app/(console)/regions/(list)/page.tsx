import { RegionListScreen } from '@/components/region-list/region-list-screen';
import { LiveEntities } from '@/components/shell/live-entities';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { requireSession } from '../../../require-session';

export default async function RegionsPage() {
  return (
    <LiveEntities initial={await readFleetEntities(await requireSession())}>
      <RegionListScreen series="live" />
    </LiveEntities>
  );
}
