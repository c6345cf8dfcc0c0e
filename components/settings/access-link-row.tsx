'use client';

import dynamic from 'next/dynamic';
import { type AccessLinkView, addressOf, endsSoon } from '@/lib/domain/access-links/access-link';
import type { Scope } from '@/lib/domain/scope';
import type { EpochMs } from '@/lib/domain/time';
import { formatCount, formatList } from '@/lib/domain/wording/list';
import { formatAge, formatDuration, formatMoment, formatUtc } from '@/lib/format';
import { AccessLinkStatus } from '../status/access-link-status';
import { Button } from '../ui/button';
import type { RevokeLink } from './access-link-commands';

/** Comes when somebody wants to revoke a link, and not before. */
const RevokeLinkForm = dynamic(() => import('./revoke-link-form'));

export interface AccessLinkRowProps {
  readonly link: AccessLinkView;
  /** Wall time: links do not live by the clock of the fleet. */
  readonly readAt: EpochMs;
  readonly revoke: RevokeLink;
  readonly isOpen: boolean;
  readonly onPress: () => void;
  readonly onRevoked: (link: AccessLinkView) => void;
}

/** One read-only link, and how to end it. */
export function AccessLinkRow({ link, readAt, revoke, isOpen, onPress, onRevoked }: AccessLinkRowProps) {
  const { id, name, opened, scope, madeBy, madeAt, expiresAt, lastUsedAt, state } = link;
  const isLive = state === 'open';
  // One whose maker may make none any more would open again, could they again.
  const canEnd = isLive || state === 'orphaned';
  return (
    <>
      <tr className="border-line border-t align-top" data-testid={`access-link-${id}`}>
        <th scope="row" className="min-w-40 px-3 py-1.5 font-normal [overflow-wrap:anywhere]">
          <bdi>{name}</bdi>
          <span className="block text-ink-muted text-note">
            made by <bdi>{madeBy}</bdi>, {formatUtc(madeAt, 'date')}
          </span>
        </th>
        <td className="whitespace-nowrap px-3 py-1.5">
          <code className="font-mono text-note">{addressOf(opened)}</code>
        </td>
        <td className="min-w-32 px-3 py-1.5 text-ink-muted [overflow-wrap:anywhere]">{scopeWords(scope)}</td>
        <td className="min-w-36 px-3 py-1.5">
          <StateOf link={link} readAt={readAt} />
        </td>
        <td className="whitespace-nowrap px-3 py-1.5 tabular-nums">
          {formatUtc(expiresAt, 'date')}
          {isLive && (
            <span className="block text-ink-muted text-note">
              in {formatDuration(Math.max(0, (expiresAt - readAt) / 1000), 'down')}
            </span>
          )}
        </td>
        <td className="whitespace-nowrap px-3 py-1.5 tabular-nums">
          {lastUsedAt === 'never' ? <span className="text-ink-muted">never</span> : usedWords(lastUsedAt, readAt)}
        </td>
        <td className="px-3 py-1.5">
          {canEnd ? (
            <Button size="small" aria-expanded={isOpen} aria-label={`Revoke … ${name}`} onClick={onPress}>
              Revoke …
            </Button>
          ) : (
            <span className="text-ink-muted">has ended</span>
          )}
        </td>
      </tr>
      {isOpen && canEnd && (
        <tr>
          <td colSpan={7} className="p-0">
            <RevokeLinkForm link={link} revoke={revoke} onRevoked={onRevoked} onClose={onPress} />
          </td>
        </tr>
      )}
    </>
  );
}

function StateOf({ link, readAt }: { readonly link: AccessLinkView; readonly readAt: EpochMs }) {
  const { state, revoked } = link;
  if (state === 'open' && endsSoon(link, readAt)) return <AccessLinkStatus state="ends-soon" />;
  if (revoked === 'not-revoked') return <AccessLinkStatus state={state} />;
  // What was revoked here a moment ago is newer than the list.
  const now = Math.max(readAt, revoked.at);
  return <AccessLinkStatus state={state} more={`by ${revoked.by}, ${formatMoment(revoked.at, now)}`} />;
}

/** Kept to the minute, so it is told no finer. */
function usedWords(at: EpochMs, readAt: EpochMs): string {
  return readAt - at < 120_000 ? 'within 2 m' : formatAge(at, readAt);
}

const named = { accounts: 'account', regions: 'region', workloads: 'workload' } as const;

function scopeWords(scope: Scope): string {
  const parts = (['workloads', 'regions', 'accounts'] as const).flatMap((kind) => {
    const allowed = scope[kind];
    if (allowed === 'all') return [];
    return [allowed.length > 3 ? formatCount(allowed.length, named[kind]) : formatList(allowed)];
  });
  return parts.length === 0 ? 'the whole fleet' : `${formatList(parts)} only`;
}
