/**
 * What alarms and AWS Health said, kept when AWS or the alarm has gone on: the timeline's record beside findings, runs
 * and the audit trail. Health events known at the migration are taken over; since when changes are recorded is one row.
 * Times are fleet milliseconds.
 */
export const eventHistory = {
  id: '0007-event-history',
  sql: `
create table antipode.alarm_history (
  alarm_id       text not null,
  since_ms       double precision not null,
  begins         text not null check (begins in ('known', 'seen-first')),
  state          text not null check (state in ('alarm', 'insufficient-data')),
  closed_ms      double precision,
  closed_exactly boolean,
  account_id     text not null,
  region         text not null,
  workload_id    text not null,
  name           text not null,
  reason         text not null,
  primary key (alarm_id, since_ms),
  check ((closed_ms is null) = (closed_exactly is null))
);
create index alarm_history_since on antipode.alarm_history (since_ms);
create unique index alarm_history_open on antipode.alarm_history (alarm_id) where closed_ms is null;

create table antipode.health_event_history (
  event_id   text primary key,
  started_ms double precision not null,
  ended_ms   double precision,
  category   text not null,
  region     text not null,
  document   jsonb not null
);
create index health_event_history_started on antipode.health_event_history (started_ms);
insert into antipode.health_event_history (event_id, started_ms, ended_ms, category, region, document)
select id,
       (document ->> 'startedAt')::double precision,
       case when document ->> 'endedAt' <> 'none' then (document ->> 'endedAt')::double precision
            when document ->> 'status' = 'closed' then (document ->> 'updatedAt')::double precision end,
       document ->> 'category',
       region,
       document
from antipode.entity where kind = 'health-event';

create table antipode.event_record (
  singleton boolean primary key default true check (singleton),
  since_ms  double precision not null
);

create index finding_history_since on antipode.finding_history (since_ms);
create index audit_entry_at on antipode.audit_entry (at_ms);
`,
};
