/**
 * The executive report of a month. A frozen one is an edition in `report` (kind `executive`, subject `2026-10`, or
 * `2026-10/…` of a part of the fleet), with its table as CSV and the workloads as they were declared when it was frozen, so
 * that a fleet file that changed later restates nothing. `report_draft` holds the newest one of a month that is not closed;
 * nothing of it is kept. By `report_request` pages ask for one: its expiry is by the database's clock. Fleet times are epoch
 * milliseconds (`…_ms`).
 */
export const executiveReports = {
  id: '0014-executive-reports',
  sql: `
alter table antipode.report add column csv text, add column declared text;

create table antipode.report_draft (
  subject_id  text primary key,
  made_ms     double precision not null,
  content     text not null,
  sha256      text not null,
  pdf         bytea,
  pdf_sha256  text not null,
  pdf_trouble text not null default '',
  csv         text not null
);

create table antipode.report_request (
  subject_id text primary key,
  month      text not null,
  scope      jsonb not null,
  asked_ms   double precision not null,
  asked_by   text not null,
  trouble    text not null default '',
  expires_at timestamptz not null
);
`,
};
