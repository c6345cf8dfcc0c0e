import { jsonb, text, timestamp } from 'drizzle-orm/pg-core';
import type { OpenedKind } from '../domain/access-links/access-link';
import type { Scope } from '../domain/scope';
import { antipode } from './schema';

/** Read-only links. Their tokens are kept nowhere. */
export const accessLink = antipode.table('access_link', {
  id: text('id').primaryKey(),
  /** SHA-256 of the token, in hexadecimal. */
  tokenHash: text('token_hash').notNull().unique(),
  name: text('name').notNull(),
  opens: text('opens').$type<OpenedKind>().notNull(),
  openedId: text('opened_id').notNull(),
  scope: jsonb('scope').$type<Scope>().notNull(),
  madeBy: text('made_by').notNull(),
  /** Who that is to the one who vouches for them. */
  madeBySubject: text('made_by_subject').notNull(),
  madeByRole: text('made_by_role').notNull(),
  madeAt: timestamp('made_at', { withTimezone: true }).notNull().defaultNow(),
  expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
  revokedBy: text('revoked_by'),
  revokedAt: timestamp('revoked_at', { withTimezone: true }),
  /** Written once a minute at the most. */
  lastUsedAt: timestamp('last_used_at', { withTimezone: true }),
});
