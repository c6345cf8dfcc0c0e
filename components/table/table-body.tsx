import type { MouseEvent } from 'react';
import { edgeTone } from '../status/tones';
import type { TableDefinition } from './define-table';
import type { ShownLine } from './use-held-order';

export interface TableBodyProps {
  readonly table: TableDefinition<unknown>;
  readonly lines: readonly ShownLine<unknown>[];
  /** What is drawn of them, in order and without holes. */
  readonly items: readonly { readonly index: number; readonly start: number; readonly end: number }[];
  readonly totalPx: number;
  /** Height of what stands above the first line. */
  readonly marginPx: number;
  readonly now: number;
  readonly active: string;
  readonly selected: string;
  readonly closed: ReadonlySet<string>;
  readonly onToggle: (id: string) => void;
  readonly onSelect: (id: string) => void;
}

/** The lines that can be seen, and the room of those that cannot. */
export function TableBody(props: TableBodyProps) {
  const { table, lines, items, totalPx, marginPx } = props;
  const above = (items[0]?.start ?? marginPx) - marginPx;
  const below = totalPx - ((items.at(-1)?.end ?? marginPx) - marginPx);
  return (
    <tbody>
      <Room px={above} columns={table.columns.length} />
      {items.map(({ index }) => {
        const line = lines[index];
        if (line === undefined) return null;
        return line.kind === 'group' ? (
          <GroupLine key={line.id} {...props} line={line} index={index} />
        ) : (
          <RowLine key={line.id} {...props} line={line} index={index} />
        );
      })}
      <Room px={below} columns={table.columns.length} />
    </tbody>
  );
}

/** Its height is an attribute: the content policy lets no style through that the server wrote. */
function Room({ px, columns }: { readonly px: number; readonly columns: number }) {
  if (px <= 0) return null;
  return (
    <tr>
      <td colSpan={columns} height={px} className="p-0" />
    </tr>
  );
}

type LineOf<K extends ShownLine<unknown>['kind']> = TableBodyProps & {
  readonly line: Extract<ShownLine<unknown>, { readonly kind: K }>;
  readonly index: number;
};

function GroupLine({ table, line, index, now, active, closed, onToggle }: LineOf<'group'>) {
  const [one, many] = table.noun;
  const grouping = table.groupings?.find(({ id }) => line.id.startsWith(`group ${id}:`));
  const isOpen = !closed.has(line.id);
  return (
    <tr
      aria-rowindex={index + 2}
      data-row-id={line.id}
      tabIndex={line.id === active ? 0 : -1}
      className="-outline-offset-2"
    >
      <th
        scope="rowgroup"
        colSpan={table.columns.length}
        className="h-(--row) border-line border-b bg-raised p-0 text-left font-normal"
      >
        <button
          type="button"
          tabIndex={-1}
          aria-expanded={isOpen}
          onClick={() => onToggle(line.id)}
          className="sticky left-0 inline-flex min-h-6 max-w-[100vw] items-baseline gap-2 px-3"
        >
          <span aria-hidden="true" className="w-3 text-ink-muted">
            {isOpen ? '▾' : '▸'}
          </span>
          <span className="truncate font-semibold text-ink">
            <bdi>{line.name}</bdi>
          </span>
          <span className="whitespace-nowrap text-ink-muted text-note">
            {line.rows.length} {line.rows.length === 1 ? one : many}
          </span>
          {grouping?.summary !== undefined && (
            <span className="text-ink-muted text-note">{grouping.summary(line.rows, now)}</span>
          )}
        </button>
      </th>
    </tr>
  );
}

function RowLine({ table, line, index, now, active, selected, onSelect }: LineOf<'row'>) {
  const isSelected = line.id === selected;
  const ground = isSelected ? 'bg-raised' : 'bg-surface group-hover/row:bg-raised';
  const tone = table.toneOf?.(line.row);
  return (
    <tr
      {...table.marksOf?.(line.row)}
      aria-rowindex={index + 2}
      aria-current={isSelected ? true : undefined}
      data-row-id={line.id}
      tabIndex={line.id === active ? 0 : -1}
      onClick={(event) => isOnPlainGround(event) && onSelect(line.id)}
      className={`group/row -outline-offset-2 ${line.gone ? 'text-ink-faint line-through' : ''}`}
    >
      {table.columns.map((column, place) => {
        const Cell = place === 0 ? 'th' : 'td';
        const edge = place === 0 && tone !== undefined ? edgeTone[tone] : '';
        return (
          <Cell
            key={column.id}
            scope={place === 0 ? 'row' : undefined}
            className={`border-line border-b px-3 font-normal ${rowHeight(table)} ${ground} ${place === 0 ? 'sticky left-0 z-10' : ''} ${column.align === 'figure' ? 'text-right' : ''} ${edge}`}
          >
            <div className={table.lines === 2 ? 'line-clamp-2 [overflow-wrap:anywhere]' : 'truncate'}>
              {column.cell(line.row, now)}
            </div>
          </Cell>
        );
      })}
    </tr>
  );
}

function rowHeight({ lines }: TableDefinition<unknown>): string {
  return lines === 2 ? 'h-[calc(var(--row)+1.125rem)]' : 'h-(--row)';
}

/** A click on a link or a button is theirs, and text that is being marked is no click. */
function isOnPlainGround({ target }: MouseEvent): boolean {
  if (!(target instanceof Element) || target.closest('a,button,input,summary') !== null) return false;
  return window.getSelection()?.isCollapsed !== false;
}
