import { SettingsScreen } from '@/components/settings/settings-screen';
import { LiveEntities } from '@/components/shell/live-entities';
import { isPermitted } from '@/lib/access/permissions';
import { signInWays } from '@/lib/access/sign-in-ways';
import { readAccessLinks } from '@/lib/queries/access-links/read-access-links';
import { readDeployment } from '@/lib/queries/read-deployment';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { requireSession } from '../../require-session';
import { makeLink, revokeLink } from './actions';

export default async function SettingsPage() {
  const actor = await requireSession();
  const [fleet, facts, list] = await Promise.all([
    readFleetEntities(actor),
    readDeployment(actor),
    isPermitted(actor, 'revoke-access-link') ? readAccessLinks(actor) : ('not-allowed' as const),
  ]);
  const make = isPermitted(actor, 'make-access-link') ? makeLink : 'not-allowed';
  return (
    <LiveEntities initial={fleet}>
      <SettingsScreen
        facts={facts}
        signIn={signInWays()}
        accessLinks={list === 'not-allowed' ? list : { list, make, revoke: revokeLink }}
      />
    </LiveEntities>
  );
}
