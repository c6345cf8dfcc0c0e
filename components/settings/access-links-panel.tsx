'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { AccessLinkView } from '@/lib/domain/access-links/access-link';
import { formatCount } from '@/lib/domain/wording/list';
import { formatMoment } from '@/lib/format';
import { Button } from '../ui/button';
import { Panel } from '../ui/panel';
import { ScrollArea } from '../ui/scroll-area';
import { TableHead } from '../ui/table-head';
import type { AccessLinksGiven } from './access-link-commands';
import { AccessLinkRow } from './access-link-row';

/** Comes when somebody makes a link, and not before. */
const AccessLinkForm = dynamic(() => import('./access-link-form'));

export interface AccessLinksPanelProps extends AccessLinksGiven {
  /** Ids of the walls a link can open. Never empty. */
  readonly walls: readonly string[];
  /** Workloads by id that a link can be narrowed to. */
  readonly workloads: readonly { readonly id: string; readonly name: string }[];
}

/** The links by which screens look without anybody signing in: who made them, how they stand, and their end. */
export function AccessLinksPanel({ list, make, revoke, walls, workloads }: AccessLinksPanelProps) {
  const [isMaking, setMaking] = useState(false);
  const [changed, setChanged] = useState<readonly AccessLinkView[]>([]);
  const [open, setOpen] = useState('none');
  const keep = (link: AccessLinkView) => setChanged((before) => [link, ...before.filter(({ id }) => id !== link.id)]);
  const links = merge(list.links, changed);
  const opening = links.filter(({ state }) => state === 'open').length;
  return (
    <Panel
      id="access-links-title"
      title="Read-only links"
      simulated={false}
      aside={`${formatCount(opening, 'open link')}, as of ${formatMoment(list.readAt, list.readAt)}`}
    >
      <div className="flex flex-wrap items-baseline gap-x-4 gap-y-2 px-4 py-3 text-table">
        <p className="max-w-[80ch] text-ink-muted">
          Whoever has such a link may look at one screen, a wall or the executive report, without signing in and without
          being able to act. It ends on its day, when it is revoked, or when whoever made it may no longer make links.
        </p>
        {make === 'not-allowed' ? (
          <span className="ml-auto text-ink-muted text-note">an approver may make one</span>
        ) : (
          <span className="ml-auto">
            <Button aria-expanded={isMaking} onClick={() => setMaking(!isMaking)}>
              Make a link …
            </Button>
          </span>
        )}
      </div>
      {isMaking && make !== 'not-allowed' && (
        <AccessLinkForm
          make={make}
          walls={walls}
          workloads={workloads}
          onMade={keep}
          onClose={() => setMaking(false)}
        />
      )}
      {links.length === 0 ? (
        <p className="border-line border-t px-4 py-3 text-ink-muted text-table">
          There is none, and none has ended within 30 days.
        </p>
      ) : (
        <ScrollArea label="Read-only links">
          <table
            className="w-full border-collapse border-line border-t text-left text-table"
            data-testid="access-links"
          >
            <TableHead names={['Link', 'Opens', 'Shows', 'State', 'Expires', 'Last used', 'Revoke']} />
            <tbody>
              {links.map((link) => (
                <AccessLinkRow
                  key={link.id}
                  link={link}
                  readAt={list.readAt}
                  revoke={revoke}
                  isOpen={open === link.id}
                  onPress={() => setOpen(open === link.id ? 'none' : link.id)}
                  onRevoked={keep}
                />
              ))}
            </tbody>
          </table>
        </ScrollArea>
      )}
    </Panel>
  );
}

/** The list as it was read, with what was made and revoked here since. */
function merge(read: readonly AccessLinkView[], changed: readonly AccessLinkView[]): readonly AccessLinkView[] {
  const known = new Set(read.map(({ id }) => id));
  const newer = new Map(changed.map((link) => [link.id, link]));
  return [...changed.filter(({ id }) => !known.has(id)), ...read.map((link) => newer.get(link.id) ?? link)];
}
