'use client';

import type { AccessLinkView } from '@/lib/domain/access-links/access-link';
import { formatUtc } from '@/lib/format';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy-button';
import { useInBrowser } from '../ui/use-in-browser';

export interface MadeLinkProps {
  readonly link: AccessLinkView;
  readonly path: string;
  readonly onClose: () => void;
}

/** The whole address of a link that was just made: it is told this once and kept nowhere. */
export function MadeLink({ link, path, onClose }: MadeLinkProps) {
  const inBrowser = useInBrowser();
  const address = `${inBrowser ? window.location.origin : ''}${path}`;
  return (
    <div role="status" className="grid gap-2 border-line border-t px-4 py-3 text-table" data-testid="made-link">
      <p className="max-w-[100ch]">
        <strong className="font-semibold">This is a key, and it is shown this once.</strong> Whoever has it sees what{' '}
        <bdi>{link.name}</bdi> shows, until {formatUtc(link.expiresAt, 'date')}. Copy it now and open it on the screen
        it is for; do not send it where others read along. If it gets into wrong hands, revoke it here.
      </p>
      <code
        className="block select-all rounded-control border border-line-strong bg-canvas px-2 py-1.5 font-mono text-note [overflow-wrap:anywhere]"
        data-testid="link-address"
      >
        {address}
      </code>
      <div className="flex flex-wrap items-center gap-2">
        <CopyButton text={address} what="the link" />
        <Button size="small" onClick={onClose}>
          I have it
        </Button>
      </div>
    </div>
  );
}
