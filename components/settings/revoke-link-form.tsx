'use client';

import type { AccessLinkView } from '@/lib/domain/access-links/access-link';
import { Button } from '../ui/button';
import type { RevokeLink } from './access-link-commands';
import { LinkAnswerWords } from './link-answer-words';
import { useLinkAnswer } from './use-link-answer';

export interface RevokeLinkFormProps {
  readonly link: AccessLinkView;
  readonly revoke: RevokeLink;
  readonly onRevoked: (link: AccessLinkView) => void;
  readonly onClose: () => void;
}

/** What the end of a link means, and the button. */
export default function RevokeLinkForm({ link, revoke, onRevoked, onClose }: RevokeLinkFormProps) {
  const { answered, submit, pending } = useLinkAnswer(revoke, (answer) => onRevoked(answer.link));
  return (
    <form action={submit} className="grid gap-2 px-3 pb-3 text-table" data-testid="revoke-form">
      <input type="hidden" name="linkId" value={link.id} />
      <p className="max-w-[100ch]">
        Every screen that looks by <bdi>{link.name}</bdi> says “signed out” at once. A revoked link never opens again;
        make another for the screens that are to go on.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" disabled={pending} aria-label={`Revoke the link ${link.name}`}>
          Revoke the link
        </Button>
        <Button onClick={onClose}>Close</Button>
      </div>
      <LinkAnswerWords answered={answered} />
    </form>
  );
}
