import type { LinkEntity, SourceEntity } from '../entities';
import type { AccountId, RegionCode } from '../fleet';
import { refusalsOf } from '../source-trouble';
import { formatCount, formatList } from '../wording/list';
import { toDocument, toStatements } from './policy-statement';
import type { Remedy } from './types';

export interface RemedyFacts {
  readonly links: readonly LinkEntity[];
  readonly nameOf: (accountId: AccountId) => string;
}

/** Sources that the same act would help. */
interface Group {
  readonly id: string;
  readonly kind: Remedy['kind'];
  readonly accountId: AccountId;
  readonly role: string | 'none';
  readonly sources: SourceEntity[];
  readonly actions: Set<string>;
}

/** What a person can do about sources that may not look, the most sources first. What passes by itself needs nothing. */
export function findRemedies(sources: readonly SourceEntity[], facts: RemedyFacts): readonly Remedy[] {
  const groups = new Map<string, Group>();
  for (const source of sources) {
    for (const need of needsOf(source)) {
      const known = groups.get(need.id) ?? { ...need, sources: [], actions: new Set<string>() };
      known.sources.push(source);
      for (const action of need.actions) known.actions.add(action);
      groups.set(need.id, known);
    }
  }
  return [...groups.values()]
    .map((group) => toRemedy(group, facts))
    .sort((a, b) => b.sourceCount - a.sourceCount || (a.id < b.id ? -1 : 1));
}

/** Ids of what would help a source. */
export function remedyIdsOf(source: SourceEntity): readonly string[] {
  return needsOf(source).map(({ id }) => id);
}

type Need = Omit<Group, 'sources' | 'actions'> & { readonly actions: readonly string[] };

function needsOf(source: SourceEntity): readonly Need[] {
  const { accountId, region, state } = source;
  const need = (kind: Remedy['kind'], role: string | 'none', part: string, actions: readonly string[] = []): Need => ({
    id: `${accountId} ${kind} ${part}`,
    kind,
    accountId,
    role,
    actions,
  });
  switch (state) {
    case 'denied':
      return refusalsOf(source).map(({ what, roleArn, action }) => {
        if (what === 'role') return need('let-in', roleArn, roleArn, [action]);
        if (what === 'credentials') return need('credentials', roleArn, region);
        return need('allow', roleArn, roleArn, [action]);
      });
    case 'credentials-expired':
      return [need('credentials', 'own', 'expired')];
    case 'clock-skewed':
      return [need('clock', 'none', 'clock')];
    case 'region-not-enabled':
      return [need('enable-region', 'none', region)];
    case 'no-support-plan':
      return [need('support-plan', 'none', 'plan')];
    default:
      return [];
  }
}

function toRemedy(group: Group, { links, nameOf }: RemedyFacts): Remedy {
  const { id, kind, accountId, role, sources } = group;
  const regions = [...new Set(sources.map(({ region }) => region))].sort();
  const actions = [...group.actions].sort();
  const own = links.filter((link) => link.accountId === accountId);
  return {
    id,
    kind,
    accountId,
    accountName: nameOf(accountId),
    role: role === 'none' ? 'none' : roleWords(role),
    regions,
    actions,
    source: sourceOf(kind, role, regions[0] ?? ''),
    ...wordsOf(kind, { accountId, role, regions, actions, links: own }),
    since: sources.reduce((least, { stateSince }) => Math.min(least, stateSince), Number.POSITIVE_INFINITY),
    sourceCount: new Set(sources.map((source) => source.id)).size,
  };
}

/** A role has a page by its name, the last part of its ARN. */
function sourceOf(kind: Remedy['kind'], role: string | 'none', region: RegionCode): Remedy['source'] {
  if (kind === 'enable-region') return { kind: 'account-regions', region };
  if (kind === 'support-plan') return { kind: 'support-plans', region };
  const name = role.startsWith('arn:') ? role.split('/').at(-1) : undefined;
  if (name === undefined || (kind !== 'allow' && kind !== 'let-in')) return 'none';
  return { kind: 'iam-role', region, id: name };
}

interface WordFacts {
  readonly accountId: AccountId;
  readonly role: string | 'none';
  readonly regions: readonly RegionCode[];
  readonly actions: readonly string[];
  readonly links: readonly LinkEntity[];
}

type Words = Pick<Remedy, 'sentence' | 'documents' | 'notes'>;

function wordsOf(kind: Remedy['kind'], facts: WordFacts): Words {
  switch (kind) {
    case 'allow':
      return allowWords(facts);
    case 'let-in':
      return letInWords(facts);
    case 'credentials':
      return {
        sentence: `Renew the engine's credentials for account ${facts.accountId}`,
        documents: [],
        notes: [
          `If only ${formatList(facts.regions)} refuses them, check that the region is enabled for the account.`,
          'They are read by the SDK’s default provider chain where the engine runs; the console never holds them.',
        ],
      };
    case 'clock':
      return {
        sentence: "Set the clock of the engine's machine",
        documents: [],
        notes: ['AWS refuses requests that are minutes off; check that the time service of the machine runs.'],
      };
    case 'enable-region':
      return {
        sentence: `Enable ${formatList(facts.regions)} for account ${facts.accountId}, or take it out of the fleet file`,
        documents: [],
        notes: ['Enabling takes minutes, in some accounts hours, and is done in the settings of the account.'],
      };
    case 'support-plan':
      return {
        sentence: `Account ${facts.accountId} has no support plan that opens the AWS Health API`,
        documents: [],
        notes: [
          'Subscribe it to Business or Enterprise Support, or read the public AWS Health Dashboard beside this console.',
        ],
      };
  }
}

function allowWords({ role, actions, regions, accountId, links }: WordFacts): Words {
  const statements = toStatements(actions, { accountId, regions, links });
  const json = toDocument(statements);
  const covered = new Set(statements.flatMap(({ Action }) => Action));
  const untold = actions.filter((action) => !covered.has(action));
  const what = actions.length === 1 ? actions[0] : formatCount(actions.length, 'action');
  return {
    sentence: `Allow ${what} to ${roleWords(role)}`,
    documents: statements.length === 0 ? [] : [{ title: `Add to the policy of ${roleWords(role)}`, json }],
    notes: [
      ...(untold.length === 0 ? [] : [`On which table or bucket ${formatList(untold)} is needed is not known yet.`]),
      'If it is allowed already, an organisation policy, a permissions boundary or an explicit Deny forbids it; those win.',
    ],
  };
}

/** AWS does not say which of the two sides refuses, so both are shown. */
function letInWords({ role, accountId }: WordFacts): Words {
  const enter = { Sid: 'EnterAccounts', Effect: 'Allow', Action: 'sts:AssumeRole', Resource: role };
  const trust = {
    Sid: 'LetTheEngineIn',
    Effect: 'Allow',
    Principal: { AWS: "<ARN of the engine's own role>" },
    Action: 'sts:AssumeRole',
    Condition: { StringEquals: { 'sts:ExternalId': `<externalId of account ${accountId} in the fleet file>` } },
  };
  return {
    sentence: `Let the engine assume ${role}`,
    documents: [
      { title: 'Add to the policy of the engine’s own role', json: toDocument([enter]) },
      { title: `Trust policy of ${role}; fill in both names`, json: toDocument([trust]) },
    ],
    notes: ['AWS does not say whether the role, its trust or the external id is wrong: compare all three.'],
  };
}

function roleWords(role: string): string {
  if (role === 'own') return "the engine's own role";
  return role === 'reader' || role === 'writer' ? `the ${role} role` : role;
}
