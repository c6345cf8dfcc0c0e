/** A step of the way to a page; the last one is the page itself and has no address. */
export interface Crumb {
  readonly name: string;
  readonly href?: string;
}

/** The way from the overview; on the overview itself its name alone. */
export function Breadcrumbs({ trail }: { readonly trail: readonly Crumb[] }) {
  return (
    <nav aria-label="Breadcrumbs" className="min-w-0 text-ink-muted text-table">
      <ol className="flex flex-wrap items-baseline gap-x-1.5">
        <li>
          {trail.length === 0 ? (
            <span aria-current="page">Overview</span>
          ) : (
            <a href="/" className="text-link hover:underline">
              Overview
            </a>
          )}
        </li>
        {trail.map(({ name, href }) => (
          <li key={name} className="flex min-w-0 items-baseline gap-x-1.5">
            <span aria-hidden="true" className="text-ink-faint">
              /
            </span>
            {href === undefined ? (
              <span aria-current="page" className="max-w-[40ch] truncate">
                <bdi>{name}</bdi>
              </span>
            ) : (
              <a href={href} className="text-link hover:underline">
                <bdi>{name}</bdi>
              </a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
