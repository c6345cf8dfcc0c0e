/**
 * What people look at, beyond what is always asked, and what was fetched for it. Both are a cache: losing a row costs one
 * more question to CloudWatch. Times are the database's own.
 */
export const interest = {
  id: '0005-interest',
  sql: `
create table antipode.interest (
  key        text primary key,
  view       jsonb not null,
  actor      text not null,
  opened_at  timestamptz not null default now(),
  expires_at timestamptz not null
);
create index interest_actor on antipode.interest (actor, expires_at);

create table antipode.metric_window (
  key         text primary key,
  document    jsonb,
  refusal     text not null default '',
  received_ms double precision not null,
  written_at  timestamptz not null default now()
);
create index metric_window_written_at on antipode.metric_window (written_at);
`,
};
