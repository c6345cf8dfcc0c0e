/** What AWS bills for the console's own calls, counted by account, calendar month and unit. */
export const pollingUsage = {
  id: '0003-polling-usage',
  sql: `
create table antipode.polling_usage (
  account_id    text not null,
  month         text not null check (month ~ '^[0-9]{4}-[0-9]{2}$'),
  unit          text not null,
  units         bigint not null check (units >= 0),
  unsure_units  bigint not null check (unsure_units >= 0 and unsure_units <= units),
  at_risk_units bigint not null check (at_risk_units >= 0),
  primary key (account_id, month, unit)
);
`,
};
