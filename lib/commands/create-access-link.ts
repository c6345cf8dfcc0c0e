import 'server-only';
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { hashAccessLinkToken, makeAccessLinkToken } from '@/lib/access/access-link-token';
import { type Actor, subjectOf } from '@/lib/access/actor';
import { AccessRefused, requirePermission } from '@/lib/access/permissions';
import { acceptedAct, refusedAct } from '@/lib/audit/build-audit-entry';
import {
  type AccessLinkView,
  addressOf,
  canBeOpened,
  lifetimeDays,
  openedIdPattern,
  openedKinds,
} from '@/lib/domain/access-links/access-link';
import { isWithin, type Scope } from '@/lib/domain/scope';
import { countOpenAccessLinks, forgetEndedAccessLinks, insertAccessLink } from '@/lib/persistence/access-links';
import { appendAudit } from '@/lib/persistence/audit';
import { inTransaction } from '@/lib/persistence/transaction';
import { toView } from '@/lib/queries/access-links/read-access-links';
import { fleetNow } from '@/lib/queries/fleet-clock';
import { webStore } from '@/lib/queries/web-store';
import { idempotencyKey, idList } from './command-input';
import { type CommandRefusal, refuse } from './command-result';

export type CreateAccessLinkResult =
  | {
      readonly ok: true;
      readonly link: AccessLinkView;
      /** Where the link is opened, from the console's own address on. It holds the token, and is told this once. */
      readonly path: `/link/${string}`;
    }
  | CommandRefusal;

const verb = 'create-access-link';

/** Open links that there may be at once; more than this nobody keeps in view. */
export const mostOpenLinks = 200;

const schema = z
  .object({
    idempotencyKey,
    name: z
      .string()
      .transform((text) => text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim())
      .pipe(z.string().min(1).max(80)),
    opens: z.enum(openedKinds).default('wall'),
    openedId: z.string().trim().regex(openedIdPattern),
    days: z.coerce.number().int().min(lifetimeDays.shortest).max(lifetimeDays.longest).default(lifetimeDays.usual),
    /** Nothing named: everything the maker sees. */
    accounts: idList,
    regions: idList,
    workloads: idList,
  })
  .refine(({ opens, openedId }) => canBeOpened({ opens, id: openedId }), { path: ['openedId'] });
type Input = z.output<typeof schema>;

/**
 * Makes a read-only link to one screen, for whoever holds it, until it expires. It never shows more than its maker sees.
 * Its token is in this answer and nowhere else: not in the store, not in the audit trail, not in a log. Acts and audits in
 * one transaction; refusals are audited too. The same key asked twice makes one link.
 */
export async function createAccessLink(actor: Actor | 'nobody', input: unknown): Promise<CreateAccessLinkResult> {
  try {
    return await create(requirePermission(actor, 'make-access-link'), input);
  } catch (error) {
    if (error instanceof AccessRefused) return refuseAccess(actor);
    throw error;
  }
}

async function create(actor: Actor, raw: unknown): Promise<CreateAccessLinkResult> {
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    const fields = [...new Set(parsed.error.issues.map((issue) => issue.path.join('.') || 'all of it'))].join(', ');
    return refuse('malformed', `The link could not be made as asked for (${fields}). Change that and try again.`);
  }
  const input = parsed.data;
  const { name, opens, openedId, days } = input;
  const scope = toScope(input, actor.scope);
  const target = addressOf({ opens, id: openedId });
  const told = { actor, action: verb, target, at: fleetNow() };
  if (!isWithin(scope, actor.scope)) {
    const words = 'A link cannot show more than you see yourself. Choose among what is shown to you.';
    return recordRefusal(told, refuse('not-allowed', words));
  }
  const token = makeAccessLinkToken();
  const id = toId(input.idempotencyKey, actor);
  const result = await inTransaction(webStore(), async (tx): Promise<CreateAccessLinkResult> => {
    // First in the order of everybody's writing; it also makes those who create links wait for each other, so that the
    // count below holds.
    const details = { linkId: id, name, days, ...scopeDetails(scope) };
    await appendAudit(tx, acceptedAct({ ...told, details }));
    await forgetEndedAccessLinks(tx);
    if ((await countOpenAccessLinks(tx)) >= mostOpenLinks) {
      throw new Withdrawn(
        refuse(
          'not-now',
          `${mostOpenLinks} read-only links are open, as many as may be. Revoke one that nobody needs.`,
        ),
      );
    }
    const made = await insertAccessLink(tx, {
      id,
      tokenHash: hashAccessLinkToken(token),
      name,
      opens,
      openedId,
      scope,
      madeBy: actor.name,
      madeBySubject: subjectOf(actor),
      madeByRole: actor.role,
      days,
    });
    if (made === 'known') {
      const words =
        'This link was made already, and its address was shown then; it is kept nowhere. Reload the page: if nobody has it, revoke the link and make another.';
      throw new Withdrawn(refuse('key-used', words));
    }
    return { ok: true, link: toView(made), path: `/link/${token}` };
  }).catch((error: unknown) => {
    if (error instanceof Withdrawn) return recordRefusal(told, error.refusal);
    throw error;
  });
  return result;
}

/** Ends a transaction that must not be committed. */
class Withdrawn extends Error {
  override readonly name = 'Withdrawn';
  constructor(readonly refusal: CommandRefusal) {
    super(refusal.message);
  }
}

function toScope({ accounts, regions, workloads }: Input, own: Scope): Scope {
  return {
    accounts: accounts.length === 0 ? own.accounts : accounts,
    regions: regions.length === 0 ? own.regions : regions,
    workloads: workloads.length === 0 ? own.workloads : workloads,
  };
}

function scopeDetails(scope: Scope): Readonly<Record<'accounts' | 'regions' | 'workloads', string>> {
  const words = (allowed: 'all' | readonly string[]) => (allowed === 'all' ? 'all' : allowed.join(', '));
  return { accounts: words(scope.accounts), regions: words(scope.regions), workloads: words(scope.workloads) };
}

/** The same request of the same person is the same link, however often it is sent. */
function toId(key: string, actor: Actor): string {
  return createHash('sha256')
    .update(`${subjectOf(actor)}\n${key}`)
    .digest('hex')
    .slice(0, 20);
}

type Told = Parameters<typeof refusedAct>[0];

async function recordRefusal(told: Told, refusal: CommandRefusal): Promise<CommandRefusal> {
  const entry = refusedAct({ ...told, details: { code: refusal.code } }, refusal.message);
  await inTransaction(webStore(), (tx) => appendAudit(tx, entry));
  return refusal;
}

async function refuseAccess(actor: Actor | 'nobody'): Promise<CommandRefusal> {
  if (actor === 'nobody') return refuse('not-signed-in', 'Your session has ended. Sign in again.');
  const words = 'Read-only links are made by approvers: they let others look without signing in. Ask one.';
  return recordRefusal({ actor, action: verb, target: 'access link', at: fleetNow() }, refuse('not-allowed', words));
}
