/**
 * Runs of recovery plans: what they are, what every step did, what people asked of them, and which engines there are;
 * and the chain that seals the audit trail. Fleet times are epoch milliseconds (`…_ms`), the others the database's clock.
 */
export const recovery = {
  id: '0006-recovery',
  sql: `
create table antipode.execution (
  id                 text primary key,
  workload_id        text not null,
  account_id         text not null,
  state              text not null,
  is_live            boolean not null,
  started_by         text not null,
  started_by_subject text not null,
  created_ms         double precision not null,
  ended_ms           double precision,
  driver             text,
  epoch              bigint not null default 0,
  revision           bigint not null default 0,
  driven_at          timestamptz,
  had_instances      jsonb,
  service_samples    jsonb not null default '[]',
  document           jsonb not null,
  check (is_live = (ended_ms is null))
);
create unique index execution_live on antipode.execution (workload_id) where is_live;
create index execution_created on antipode.execution (created_ms);

create table antipode.step_attempt (
  execution_id text not null references antipode.execution (id),
  step_id      text not null,
  attempt      integer not null check (attempt > 0),
  driver       text not null,
  epoch        bigint not null,
  state        text not null check (state in ('intended', 'begun', 'waits', 'done', 'refused', 'failed', 'unknown')),
  begun_ms     double precision not null,
  ended_ms     double precision,
  look_at_ms   double precision,
  remembered   jsonb not null default '{}',
  calls        jsonb not null default '[]',
  sentence     text not null default '',
  primary key (execution_id, step_id, attempt)
);

create table antipode.recovery_command (
  id           text primary key,
  verb         text not null,
  execution_id text not null,
  step_id      text not null,
  actor        text not null,
  subject      text not null,
  role         text not null,
  fingerprint  text not null,
  event        jsonb,
  state        text not null check (state in ('accepted', 'claimed', 'done', 'refused')),
  reason       text not null default '',
  accepted_ms  double precision not null,
  claimed_by   text,
  ended_ms     double precision,
  number       bigint generated always as identity
);
create index recovery_command_open on antipode.recovery_command (execution_id, number) where state in ('accepted', 'claimed');
create index recovery_command_execution on antipode.recovery_command (execution_id, number);

create table antipode.anti_flap_clearance (
  execution_id text primary key references antipode.execution (id),
  workload_id  text not null,
  actor        text not null,
  reason       text not null,
  at_ms        double precision not null
);

create table antipode.engine_instance (
  id      text primary key,
  seen_at timestamptz not null
);

create table antipode.audit_head (
  singleton boolean primary key default true check (singleton)
);
insert into antipode.audit_head default values;

alter table antipode.audit_entry drop constraint audit_entry_outcome_check;
alter table antipode.audit_entry add constraint audit_entry_outcome_check
  check (outcome in ('accepted', 'refused', 'unknown'));

create table antipode.audit_seal (
  number    bigint primary key,
  previous  text not null,
  hash      text not null,
  sealed_at timestamptz not null default now()
);
`,
};
