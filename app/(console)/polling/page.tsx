import { PollingScreen } from '@/components/polling/polling-screen';
import { LiveEntities } from '@/components/shell/live-entities';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { readTheme } from '../../read-theme';
import { requireSession } from '../../require-session';

export default async function PollingPage() {
  const actor = await requireSession();
  const [fleet, theme] = await Promise.all([readFleetEntities(actor), readTheme()]);
  return (
    <LiveEntities initial={fleet}>
      <PollingScreen person={{ name: actor.name, role: actor.role }} theme={theme} />
    </LiveEntities>
  );
}
