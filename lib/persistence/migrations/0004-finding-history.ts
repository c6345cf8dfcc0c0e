/**
 * Occurrences of findings, kept when the finding itself is gone. One row each, by the finding and its beginning, as
 * acknowledgements are. Times are fleet milliseconds.
 */
export const findingHistory = {
  id: '0004-finding-history',
  sql: `
create table antipode.finding_history (
  finding_id     text not null,
  since_ms       double precision not null,
  code           text not null,
  account_id     text not null,
  region         text not null,
  workload_id    text not null,
  opened_ms      double precision not null,
  closed_ms      double precision,
  closed_by      text,
  worst_severity text not null,
  document       jsonb not null,
  primary key (finding_id, since_ms),
  check ((closed_ms is null) = (closed_by is null))
);
create index finding_history_opened on antipode.finding_history (opened_ms);
create index finding_history_closed on antipode.finding_history (closed_ms);
create index finding_history_workload on antipode.finding_history (workload_id, opened_ms);
`,
};
