/**
 * Read-only links, by which a screen looks without anybody signing in. Of a token only its SHA-256 is kept. Times are the
 * database's wall clock, as those of sessions are wall time: the one clock that all programs share.
 */
export const accessLinks = {
  id: '0011-access-links',
  sql: `
create table antipode.access_link (
  id              text primary key,
  token_hash      text not null unique check (length(token_hash) = 64),
  name            text not null,
  opens           text not null check (opens in ('wall', 'report')),
  opened_id       text not null,
  scope           jsonb not null,
  made_by         text not null,
  made_by_subject text not null,
  made_by_role    text not null,
  made_at         timestamptz not null default now(),
  expires_at      timestamptz not null check (expires_at > made_at and expires_at <= made_at + interval '8784 hours'),
  revoked_by      text,
  revoked_at      timestamptz,
  last_used_at    timestamptz,
  check ((revoked_by is null) = (revoked_at is null))
);
create index access_link_expires on antipode.access_link (expires_at);
`,
};
