/**
 * Health checks of Route 53 that are held by a metric: what is published every minute, and when AWS took the last value.
 * Fleet times are epoch milliseconds (`…_ms`).
 */
export const heldFlips = {
  id: '0009-held-flips',
  sql: `
create table antipode.held_flip (
  id           text primary key,
  workload_id  text not null,
  execution_id text not null,
  turned_to    text not null check (turned_to in ('away', 'back')),
  flip         jsonb not null,
  since_ms     double precision not null,
  published_ms double precision not null,
  trouble      text not null default ''
);
`,
};
