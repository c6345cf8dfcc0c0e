import { AccountsScreen } from '@/components/accounts/accounts-screen';
import { LiveEntities } from '@/components/shell/live-entities';
import { readFleetEntities } from '@/lib/queries/read-fleet';
import { requireSession } from '../../require-session';

export default async function AccountsPage() {
  return (
    <LiveEntities initial={await readFleetEntities(await requireSession())}>
      <AccountsScreen />
    </LiveEntities>
  );
}
