import { type Area, type AreaId, allAreas } from './areas';

/** The areas in a row; on a phone behind one word. */
export function AreaLinks({ current }: { readonly current: AreaId | 'none' }) {
  const here = allAreas.find(({ id }) => id === current);
  return (
    <nav aria-label="Main" className="min-w-0 text-table">
      <ul className="flex flex-wrap gap-x-1 max-md:hidden">
        {allAreas.map((area) => (
          <li key={area.id}>
            <AreaLink area={area} current={current} />
          </li>
        ))}
      </ul>
      <details className="relative md:hidden">
        <summary className="min-h-7 rounded-control border border-line-strong px-2 py-1">
          {here === undefined ? 'Menu' : here.name}
        </summary>
        <ul className="absolute top-full left-0 z-40 mt-1 grid min-w-40 gap-1 rounded-panel border border-line-strong bg-surface p-1">
          {allAreas.map((area) => (
            <li key={area.id} className="grid">
              <AreaLink area={area} current={current} />
            </li>
          ))}
        </ul>
      </details>
    </nav>
  );
}

function AreaLink({ area, current }: { readonly area: Area; readonly current: AreaId | 'none' }) {
  const here = area.id === current;
  return (
    <a
      href={area.href}
      aria-current={here ? 'page' : undefined}
      className={`inline-block rounded-control px-1.5 py-1 hover:bg-raised ${here ? 'bg-raised font-medium text-ink' : 'text-ink-muted'}`}
    >
      {area.name}
    </a>
  );
}
