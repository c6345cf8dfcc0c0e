/**
 * Reports that were made, one row for each edition, never changed but for when the record was last looked at again. The
 * content is the canonical JSON that its hash is of; `audit_number` is the line of the audit trail that has that hash.
 * `pdf` is null where none could be made, with the reason. Fleet times are epoch milliseconds (`…_ms`).
 */
export const reports = {
  id: '0013-reports',
  sql: `
create table antipode.report (
  kind         text not null,
  subject_id   text not null,
  edition      integer not null check (edition > 0),
  made_ms      double precision not null,
  looked_ms    double precision not null,
  content      text not null,
  sha256       text not null,
  pdf          bytea,
  pdf_sha256   text not null,
  pdf_trouble  text not null default '',
  audit_number bigint not null,
  primary key (kind, subject_id, edition)
);
create index execution_ended on antipode.execution (ended_ms) where ended_ms is not null;
`,
};
