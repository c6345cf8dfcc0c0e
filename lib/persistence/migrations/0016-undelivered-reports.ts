/**
 * What is known of deliveries that fail: when the last attempt ended (`tried_ms`), since when they do (`failing_since_ms`), and
 * whether no retry mends it before a person has (`needs_person`). A report whose PDF could not be made has a state of its own.
 * Of attempts from before, all of which are told by `state` and `since_ms`, the beginning is not known to be earlier.
 */
export const undeliveredReports = {
  id: '0016-undelivered-reports',
  sql: `
alter table antipode.report_delivery add column tried_ms double precision;
alter table antipode.report_delivery add column failing_since_ms double precision;
alter table antipode.report_delivery add column needs_person boolean not null default false;
update antipode.report_delivery set tried_ms = since_ms where state not in ('due', 'begun');
update antipode.report_delivery set failing_since_ms = since_ms where state in ('failed', 'in-doubt', 'not-configured', 'given-up');
update antipode.report_delivery set needs_person = true where state = 'not-configured';

alter table antipode.report_delivery drop constraint report_delivery_state_check;
alter table antipode.report_delivery add constraint report_delivery_state_check check (state in
  ('due', 'begun', 'delivered', 'delivered-without-pdf', 'failed', 'in-doubt', 'not-configured', 'given-up'));
drop index antipode.report_delivery_open;
create index report_delivery_open on antipode.report_delivery (next_ms)
  where state not in ('delivered', 'delivered-without-pdf', 'given-up');
`,
};
