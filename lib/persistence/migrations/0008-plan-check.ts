/**
 * Plans that somebody writes, asked to be checked by an engine: the newest text of each person and workload, and what
 * an engine said of it. Losing a row costs one more question. Times are the database's own.
 */
export const planCheck = {
  id: '0008-plan-check',
  sql: `
create table antipode.plan_check (
  subject     text not null,
  workload_id text not null,
  question    text not null,
  plan_text   text not null,
  answer      jsonb,
  asked_at    timestamptz not null default now(),
  primary key (subject, workload_id)
);
`,
};
