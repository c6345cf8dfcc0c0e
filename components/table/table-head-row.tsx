import type { Ordering } from '../url/url-state';
import type { Column, TableDefinition } from './define-table';

export interface TableHeadRowProps {
  readonly table: TableDefinition<unknown>;
  readonly order: Ordering;
  readonly onOrder: (order: Ordering) => void;
}

/** The head: stays in place, says the unit of figures, orders by a click. */
export function TableHeadRow({ table, order, onOrder }: TableHeadRowProps) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {table.columns.map((column, index) => (
          <th
            key={column.id}
            scope="col"
            aria-sort={order.by === column.id ? order.direction : undefined}
            className={`sticky top-0 h-8 border-line border-b bg-raised px-3 font-medium text-ink-muted text-note ${column.width ?? 'w-36'} ${column.align === 'figure' ? 'text-right' : ''} ${index === 0 ? 'left-0 z-30' : 'z-20'}`}
          >
            <Head column={column} order={order} onOrder={onOrder} />
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface HeadProps {
  readonly column: Column<unknown>;
  readonly order: Ordering;
  readonly onOrder: (order: Ordering) => void;
}

function Head({ column, order, onOrder }: HeadProps) {
  const name = (
    <span className="truncate">
      {column.head}
      {column.unit !== undefined && <span className="font-normal text-ink-faint"> {column.unit}</span>}
    </span>
  );
  if (column.sortBy === undefined) return name;
  const isBy = order.by === column.id;
  // Figures begin with the highest, words with the first.
  const first = column.align === 'figure' ? 'descending' : 'ascending';
  const other = order.direction === 'ascending' ? 'descending' : 'ascending';
  return (
    <button
      type="button"
      onClick={() => onOrder({ by: column.id, direction: isBy ? other : first })}
      className={`inline-flex min-h-6 max-w-full items-center gap-1 rounded-control hover:text-ink ${column.align === 'figure' ? 'flex-row-reverse' : ''}`}
    >
      {name}
      <span aria-hidden="true" className={isBy ? 'text-ink' : 'text-transparent'}>
        {isBy && order.direction === 'ascending' ? '↑' : '↓'}
      </span>
    </button>
  );
}
