/**
 * Reports on their way out. `report_destination` knows each place that the fleet file names, since when, and whether it still
 * does. `report_delivery` has one row for each report and place: what was begun, how it ended, and when it is tried again;
 * `held_until`, by the database's clock, says how long whoever has begun it may still be at work. Of a report that is kept
 * nowhere else, the month as it stood on a Monday, `report_copy` holds what is delivered, so that every place gets the same
 * bytes however late. Fleet times are epoch milliseconds (`…_ms`).
 */
export const reportDeliveries = {
  id: '0015-report-deliveries',
  sql: `
create table antipode.report_destination (
  delivery_id  text not null,
  destination  text not null,
  declared     jsonb not null,
  since_ms     double precision not null,
  withdrawn_ms double precision,
  primary key (delivery_id, destination)
);

create table antipode.report_delivery (
  kind        text not null,
  subject_id  text not null,
  part        text not null,
  delivery_id text not null,
  destination text not null,
  state       text not null check (state in
    ('due', 'begun', 'delivered', 'failed', 'in-doubt', 'not-configured', 'given-up')),
  due_ms      double precision not null,
  since_ms    double precision not null,
  attempts    integer not null default 0,
  next_ms     double precision,
  sentence    text not null default '',
  sha256      text not null default 'none',
  handed      jsonb not null default '[]',
  holder      text not null default '',
  held_until  timestamptz,
  primary key (kind, subject_id, part, delivery_id, destination),
  check ((state = 'begun') = (held_until is not null))
);
create index report_delivery_open on antipode.report_delivery (next_ms) where state not in ('delivered', 'given-up');

create table antipode.report_copy (
  kind        text not null,
  subject_id  text not null,
  part        text not null,
  made_ms     double precision not null,
  content     text not null,
  sha256      text not null,
  pdf         bytea,
  pdf_trouble text not null default '',
  csv         text not null,
  primary key (kind, subject_id, part)
);
`,
};
