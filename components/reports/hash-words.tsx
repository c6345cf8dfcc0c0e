import type { EditionLine } from '@/lib/domain/reports/report-state';

/** The hash of an edition, as much of it as tells it apart, and whether it is sealed in the audit trail. */
export function HashWords({ edition: { sha256, isSealed } }: { readonly edition: EditionLine }) {
  return (
    <>
      <code className="whitespace-nowrap font-mono text-note slashed-zero" title={sha256}>
        {sha256.slice(0, 16)}…
      </code>
      <span className="block whitespace-nowrap text-ink-muted text-note">
        {isSealed ? 'sealed in the audit trail' : 'in the audit trail, not sealed yet'}
      </span>
    </>
  );
}
