export interface FileLinksProps {
  /** What the files are of, for whoever hears the links one by one. */
  readonly of: string;
  /** What each is called, with its address or why there is none. */
  readonly files: readonly (readonly [name: string, place: string | { readonly because: string }])[];
  /** Files of what is made on request are fetched from its page, which waits for it. */
  readonly isMade: boolean;
}

/** The files of a report. */
export function FileLinks({ of, files, isMade }: FileLinksProps) {
  if (!isMade) return <span className="text-ink-muted">open it: it is made on request</span>;
  return (
    <span className="flex flex-wrap gap-x-3 gap-y-0.5">
      {files.map(([name, place]) =>
        typeof place === 'string' ? (
          <a
            key={name}
            href={place}
            aria-label={`${of}, ${name}`}
            className="-my-[3px] inline-block py-[3px] text-link underline"
          >
            {name}
          </a>
        ) : (
          <span key={name} className="text-ink-muted">
            no {name}: {place.because}
          </span>
        ),
      )}
    </span>
  );
}
