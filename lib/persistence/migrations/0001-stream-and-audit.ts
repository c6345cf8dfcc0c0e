/** The stream of entities, leases, acknowledgements and the audit trail. */
export const streamAndAudit = {
  id: '0001-stream-and-audit',
  sql: `
create table antipode.deployment (
  singleton            boolean primary key default true check (singleton),
  anchor_fleet_ms double precision not null,
  anchor_wall_ms  double precision not null,
  speed           double precision not null check (speed > 0),
  simulated       boolean not null
);

create table antipode.stream_head (
  singleton           boolean primary key default true check (singleton),
  epoch          text not null,
  version        bigint not null check (version >= 0),
  pruned_through bigint not null check (pruned_through >= 0)
);
insert into antipode.stream_head (epoch, version, pruned_through) values (gen_random_uuid()::text, 0, 0);

create table antipode.entity (
  kind        text not null,
  id          text not null,
  account_id  text not null,
  region      text not null,
  workload_id text not null,
  version     bigint not null,
  document    jsonb not null,
  primary key (kind, id)
);
create index entity_version on antipode.entity (version);
create index entity_workload on antipode.entity (workload_id, kind);

create table antipode.entity_removal (
  kind        text not null,
  id          text not null,
  account_id  text not null,
  region      text not null,
  workload_id text not null,
  version     bigint not null,
  removed_at  timestamptz not null default now(),
  primary key (kind, id)
);
create index entity_removal_version on antipode.entity_removal (version);
create index entity_removal_removed_at on antipode.entity_removal (removed_at);

create table antipode.lease (
  name       text primary key,
  holder     text not null,
  expires_at timestamptz not null
);

create table antipode.audit_entry (
  number     bigint generated always as identity primary key,
  at_ms      double precision not null,
  actor      text not null,
  role       text not null,
  action     text not null,
  target     text not null,
  outcome    text not null check (outcome in ('accepted', 'refused')),
  details    jsonb not null,
  written_at timestamptz not null default now()
);
create index audit_entry_target on antipode.audit_entry (target, number);

create table antipode.finding_acknowledgement (
  finding_id text not null,
  since_ms   double precision not null,
  actor      text not null,
  at_ms      double precision not null,
  note       text not null,
  primary key (finding_id, since_ms)
);
`,
};
