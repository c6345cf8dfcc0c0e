import { RecoveryScreen } from '@/components/recovery/recovery-screen';
import { LiveEntities } from '@/components/shell/live-entities';
import { hasPermission } from '@/lib/access/permissions';
import { readClearedRuns } from '@/lib/queries/read-cleared-runs';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { requireSession } from '../../require-session';
import { clearAntiFlap, ownResidue } from './actions';

export default async function RecoveryPage() {
  const actor = await requireSession();
  const [fleet, clearedRuns] = await Promise.all([readFleetEntities(actor), readClearedRuns(actor)]);
  return (
    <LiveEntities initial={fleet}>
      <RecoveryScreen
        clearAntiFlap={hasPermission(actor.role, 'clear-anti-flap') ? clearAntiFlap : 'not-allowed'}
        ownResidue={hasPermission(actor.role, 'own-residue') ? ownResidue : 'not-allowed'}
        clearedRuns={clearedRuns}
      />
    </LiveEntities>
  );
}
