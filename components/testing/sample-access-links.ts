import type { AccessLinkList, AccessLinkView } from '@/lib/domain/access-links/access-link';

const dayMs = 86_400_000;

const whole = { accounts: 'all', regions: 'all', workloads: 'all' } as const;

/** Read-only links in each of their states, at a moment of wall time. */
export function sampleAccessLinks(now: number): AccessLinkList {
  const link: AccessLinkView = {
    id: '1f0c6a',
    name: 'NOC Berlin, left screen',
    opened: { opens: 'wall', id: 'noc' },
    scope: whole,
    madeBy: 'approver',
    madeAt: now - 2 * dayMs,
    expiresAt: now + 28 * dayMs,
    revoked: 'not-revoked',
    lastUsedAt: now - 40_000,
    state: 'open',
  };
  const links: readonly AccessLinkView[] = [
    link,
    {
      ...link,
      id: '2a9e11',
      name: 'Payments, team room',
      opened: { opens: 'wall', id: 'payments' },
      scope: { ...whole, workloads: ['checkout', 'ledger'] },
      madeAt: now - 28 * dayMs,
      expiresAt: now + 2 * dayMs,
      lastUsedAt: now - 3 * 3_600_000,
    },
    {
      ...link,
      id: '3b7d42',
      name: `${'a name that goes on and on '.repeat(3)}`.slice(0, 80),
      scope: { accounts: ['111122223333'], regions: ['us-east-1'], workloads: ['a', 'b', 'c', 'd', 'e'] },
      lastUsedAt: 'never',
    },
    {
      ...link,
      id: '4c1188',
      lastUsedAt: now - 3_700_000,
      revoked: { by: 'operator', at: now - 3_600_000 },
      state: 'revoked',
    },
    {
      ...link,
      id: '5d2ab0',
      madeAt: now - 31 * dayMs,
      expiresAt: now - dayMs,
      lastUsedAt: now - dayMs - 20_000,
      state: 'expired',
    },
    { ...link, id: '6e90fc', madeBy: 'mallory', lastUsedAt: now - 9 * 3_600_000, state: 'orphaned' },
  ];
  return { links, readAt: now };
}
