import { LiveEntities } from '@/components/shell/live-entities';
import { StartScreen } from '@/components/start/start-screen';
import { hasPermission } from '@/lib/access/permissions';
import { readClearedRuns } from '@/lib/queries/read-cleared-runs';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { requireSession } from '../../../require-session';
import { start } from '../actions';

export default async function StartPage() {
  const actor = await requireSession();
  const [fleet, clearedRuns] = await Promise.all([readFleetEntities(actor), readClearedRuns(actor)]);
  return (
    <LiveEntities initial={fleet}>
      <StartScreen
        start={hasPermission(actor.role, 'start-execution') ? start : 'not-allowed'}
        mayOverride={hasPermission(actor.role, 'override-gate')}
        clearedRuns={clearedRuns}
      />
    </LiveEntities>
  );
}
