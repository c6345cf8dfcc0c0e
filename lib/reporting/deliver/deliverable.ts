import type { DeliveryPart } from '@/lib/domain/reports/delivery';
import type { ReportFileKind } from '@/lib/domain/reports/executive/reading';

/** One file of a report. */
export interface DeliverableFile {
  readonly kind: ReportFileKind;
  /** Plain letters, without a folder. */
  readonly name: string;
  readonly contentType: string;
  readonly body: Buffer;
}

/** A report as it goes out: the same bytes to every place. */
export interface Deliverable {
  readonly month: string;
  readonly part: DeliveryPart;
  /** Canonical JSON. */
  readonly content: string;
  /** Of the content, in hexadecimal. */
  readonly sha256: string;
  /** Those formats that a delivery wants and there are. */
  readonly files: readonly DeliverableFile[];
  /** What of it there is not, as a sentence; empty where nothing is missing. */
  readonly missing: string;
  /** A PDF is wanted and there is none. */
  readonly lacksPdf: boolean;
}

export const contentTypes: Readonly<Record<ReportFileKind, string>> = {
  json: 'application/json',
  pdf: 'application/pdf',
  csv: 'text/csv; charset=utf-8',
};
