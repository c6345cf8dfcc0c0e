import { SettingsScreen } from '@/components/settings/settings-screen';
import { LiveEntities } from '@/components/shell/live-entities';
import { signInWays } from '@/lib/access/sign-in-ways';
import { readDeployment } from '@/lib/queries/read-deployment';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { requireSession } from '../../require-session';

export default async function SettingsPage() {
  const actor = await requireSession();
  const [fleet, facts] = await Promise.all([readFleetEntities(actor), readDeployment(actor)]);
  return (
    <LiveEntities initial={fleet}>
      <SettingsScreen facts={facts} signIn={signInWays()} />
    </LiveEntities>
  );
}
