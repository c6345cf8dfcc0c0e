import type { AccessLinkList, AccessLinkView } from '@/lib/domain/access-links/access-link';

type Refused = { readonly ok: false; readonly message: string };

/** Makes a link; its whole address is in this answer alone. */
export type MakeLink = (
  form: FormData,
) => Promise<{ readonly ok: true; readonly link: AccessLinkView; readonly path: string } | Refused>;

export type RevokeLink = (form: FormData) => Promise<{ readonly ok: true; readonly link: AccessLinkView } | Refused>;

/** The read-only links a person may see, and what they may do with them. */
export interface AccessLinksGiven {
  readonly list: AccessLinkList;
  readonly make: MakeLink | 'not-allowed';
  readonly revoke: RevokeLink;
}
