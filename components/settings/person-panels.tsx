import { usePerson } from '../shell/person';
import { PreferenceChoice } from '../shell/preference-choices';
import { Panel } from '../ui/panel';
import type { SignInFacts } from './deployment-facts';
import { FactList } from './fact-list';

const roleWords: Readonly<Record<string, string>> = {
  viewer: 'Viewer: sees everything and changes nothing',
  operator: 'Operator: sees everything, acknowledges findings, begins runs of plans and steers them',
  approver: 'Approver: does all that, agrees to what others begin, goes on in spite of gates',
};

/** How the person wants to see the console; kept in this browser. */
export function PreferencesPanel() {
  return (
    <Panel id="preferences-title" title="How it looks to you" simulated={false} aside="Kept in this browser">
      <div className="grid justify-items-start gap-3 px-4 py-3">
        <PreferenceChoice name="theme" />
        <PreferenceChoice name="density" />
        <PreferenceChoice name="timeDisplay" />
        <PreferenceChoice name="shortcuts" />
      </div>
    </Panel>
  );
}

/** Who is signed in, as what, and how people get in. */
export function AccessPanel({ signIn }: { readonly signIn: SignInFacts }) {
  const { name, role } = usePerson();
  const ways = [
    ...(signIn.provider === 'none' ? [] : [signIn.provider]),
    ...(signIn.hasLocalAccounts ? ['local accounts, each with a password'] : []),
  ];
  return (
    <Panel id="access-title" title="You" simulated={false}>
      <FactList
        facts={[
          { name: 'Signed in as', value: <bdi>{name}</bdi> },
          { name: 'Role', value: roleWords[role] ?? role },
          { name: 'Sign-in', value: ways.length === 0 ? 'No way to sign in is set up' : ways.join(', and ') },
        ]}
      />
    </Panel>
  );
}
