/** Names what the members below mean. */
export const reportEnvelopeFormat = 'antipode-report/1';

/** A line of the audit trail with its seal, as it is needed to seal it again. */
export interface SealedLine {
  readonly number: number;
  readonly entry: {
    readonly number: number;
    readonly atMs: number;
    readonly actor: string;
    readonly role: string;
    readonly action: string;
    readonly target: string;
    readonly outcome: string;
    readonly details: Readonly<Record<string, unknown>>;
  };
  readonly previous: string;
  readonly hash: string;
}

/**
 * A report as it leaves the console: with its own hash, the line of the audit trail that has that hash, and the lines that
 * follow it up to one that is sealed, so that it can be verified again wherever it is, without the console.
 */
export interface ReportEnvelope {
  readonly format: typeof reportEnvelopeFormat;
  /** Canonical JSON of it is what is hashed. */
  readonly report: Readonly<Record<string, unknown>>;
  readonly sha256: string;
  readonly pdfSha256: string | 'not-made';
  readonly chain:
    | {
        readonly state: 'sealed';
        readonly lines: readonly SealedLine[];
        readonly head: { readonly number: number; readonly hash: string };
      }
    /** The line is written and no seal is on it yet, which takes seconds. */
    | { readonly state: 'not-sealed-yet'; readonly number: number }
    /** It is of a month that is not closed, and no line has its hash. */
    | { readonly state: 'not-frozen' };
}

/** The line of the audit trail that has the hash of a report. */
export const reportAction = 'write-report';
