/**
 * Drills of the loss of a region that an engine carries out: the row is the journal, and its document the drill as the
 * engine last wrote it down. One at most is live. `end_asked` is a person's word and is no engine's to write. Fleet times are
 * epoch milliseconds (`…_ms`).
 */
export const drill = {
  id: '0010-drill',
  sql: `
create table antipode.drill (
  id               text primary key,
  region           text not null,
  is_live          boolean not null,
  asked_by         text not null,
  asked_by_subject text not null,
  asked_by_role    text not null,
  asked_ms         double precision not null,
  ended_ms         double precision,
  revision         bigint not null default 0,
  end_asked        jsonb,
  document         jsonb not null
);
create unique index drill_one_live on antipode.drill (is_live) where is_live;
create index drill_asked on antipode.drill (asked_ms);
`,
};
