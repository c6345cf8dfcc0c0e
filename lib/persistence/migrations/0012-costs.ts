/**
 * What Cost Explorer told of each account: the lines of its bill by day and month, and beside them what is asked piece by
 * piece. A refresh writes all that it read of an account at once.
 */
export const costs = {
  id: '0012-costs',
  sql: `
create table antipode.cost_piece (
  account_id text not null,
  piece      text not null,
  asked_ms   double precision not null,
  told       jsonb not null,
  primary key (account_id, piece)
);

create table antipode.cost_period (
  account_id  text not null,
  granularity text not null check (granularity in ('day', 'month')),
  starts_on   text not null,
  body        jsonb not null,
  primary key (account_id, granularity, starts_on)
);
`,
};
