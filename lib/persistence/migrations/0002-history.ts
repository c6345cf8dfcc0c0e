/**
 * History in closed minutes and their roll-ups. Minutes, five minutes and hours are partitioned by time (fleet
 * milliseconds), so that what is too old is dropped whole; the collector makes the partitions ahead of time.
 */
export const history = {
  id: '0002-history',
  sql: `
create table antipode.history_writer (
  singleton boolean primary key default true check (singleton)
);
insert into antipode.history_writer default values;

create table antipode.history_layout (
  workload_id text not null,
  version     integer not null check (version > 0),
  fingerprint text not null,
  document    jsonb not null,
  primary key (workload_id, version),
  unique (workload_id, fingerprint)
);

create table antipode.history_minute (
  workload_id          text not null,
  at_ms                bigint not null check (at_ms % 60000 = 0),
  layout               integer not null,
  link_states          smallint[] not null,
  link_lags            double precision[] not null,
  objective_states     smallint[] not null,
  objective_unmeasured integer[] not null,
  signals              double precision[] not null,
  primary key (workload_id, at_ms)
) partition by range (at_ms);

create table antipode.history_five_minutes (
  workload_id      text not null,
  at_ms            bigint not null check (at_ms % 300000 = 0),
  layout           integer not null,
  minutes          integer not null check (minutes > 0),
  link_counts      integer[] not null,
  link_max_lags    double precision[] not null,
  objective_counts integer[] not null,
  signal_minutes   integer[] not null,
  signal_worst     double precision[] not null,
  primary key (workload_id, at_ms, layout)
) partition by range (at_ms);

create table antipode.history_hour (
  workload_id      text not null,
  at_ms            bigint not null check (at_ms % 3600000 = 0),
  layout           integer not null,
  minutes          integer not null check (minutes > 0),
  link_counts      integer[] not null,
  link_max_lags    double precision[] not null,
  objective_counts integer[] not null,
  signal_minutes   integer[] not null,
  signal_worst     double precision[] not null,
  primary key (workload_id, at_ms, layout)
) partition by range (at_ms);

create table antipode.history_day (
  workload_id      text not null,
  at_ms            bigint not null check (at_ms % 86400000 = 0),
  layout           integer not null,
  minutes          integer not null check (minutes > 0),
  link_counts      integer[] not null,
  link_max_lags    double precision[] not null,
  objective_counts integer[] not null,
  signal_minutes   integer[] not null,
  signal_worst     double precision[] not null,
  primary key (workload_id, at_ms, layout)
) partition by range (at_ms);

create table antipode.history_backfill (
  workload_id text not null,
  start_ms    bigint not null,
  end_ms      bigint not null check (end_ms > start_ms),
  done_to_ms  bigint not null check (done_to_ms between start_ms and end_ms),
  sentence    text not null,
  primary key (workload_id, start_ms, end_ms)
);
`,
};
