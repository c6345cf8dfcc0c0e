import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';

/**
 * Many rows as what an insert selects: one parameter of JSON that the database takes apart, where a list of values is a
 * placeholder for each field, which costs the program more than everything else of the write. Every column has to be given.
 */
export function rowsAtOnce<T extends PgTable>(table: T, rows: readonly Required<T['$inferInsert']>[]): SQL {
  const columns = Object.entries(getTableColumns(table));
  const documents = rows.map((row) =>
    Object.fromEntries(columns.map(([field, { name }]) => [name, row[field as keyof typeof row]])),
  );
  const names = sql.join(
    columns.map(([, { name }]) => sql.identifier(name)),
    sql`, `,
  );
  return sql`select ${names} from json_populate_recordset(null::${table}, ${JSON.stringify(documents)}::json)`;
}
