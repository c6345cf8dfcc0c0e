import type { AccountId, RegionCode } from '../fleet';
import type { EpochMs } from '../time';
import type { ReportFileKind } from './executive/reading';

/** When a report is sent: each edition of a month that has closed, or every week the month as far as it has come. */
export const deliveryOccasions = ['month-closed', 'weekly'] as const;
export type DeliveryOccasion = (typeof deliveryOccasions)[number];

/** A delivery as the fleet file declares it. It has at least one destination. */
export interface DeliveryDeclaration {
  readonly id: string;
  readonly send: DeliveryOccasion;
  /** Absolute path of a folder on the engine's machine. */
  readonly folder: string | 'none';
  readonly buckets: readonly { readonly region: RegionCode; readonly bucket: string }[];
  /** Whose buckets they are. */
  readonly accountId: AccountId;
  /** What the keys of objects begin with, without a slash at its end. */
  readonly prefix: string;
  /** Who gets one mail together; empty for nobody. */
  readonly mail: readonly string[];
  readonly formats: readonly ReportFileKind[];
}

/** One place that a delivery leads to; each is delivered to by itself. */
export type Destination =
  | { readonly kind: 'folder'; readonly folder: string }
  | { readonly kind: 'bucket'; readonly region: RegionCode; readonly bucket: string; readonly accountId: AccountId }
  | { readonly kind: 'mail'; readonly to: readonly string[] };

/**
 * How a delivery to one place stands. `begun`: it is being handed over. `delivered-without-pdf`: the other formats are there,
 * and a PDF that was wanted could not be made. `failed`: nothing was handed over. `in-doubt`: it may have been, and is looked for
 * before it is tried again. `not-configured`: mail is asked for and the engine has no mail server. `given-up`: seven days of
 * attempts were in vain.
 */
export const deliveryStates = [
  'due',
  'begun',
  'delivered',
  'delivered-without-pdf',
  'failed',
  'in-doubt',
  'not-configured',
  'given-up',
] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Nothing is tried any more. */
export const endedDeliveryStates = [
  'delivered',
  'delivered-without-pdf',
  'given-up',
] as const satisfies readonly DeliveryState[];

/** The newest delivery to a place, as it stands. */
export interface ReportDelivery {
  readonly deliveryId: string;
  readonly destination: Destination;
  readonly occasion: DeliveryOccasion;
  /** What it is of: `2026-10`, edition 1, or the month as far as it had come. `none`: nothing has been due there yet. */
  readonly subject: { readonly month: string; readonly part: DeliveryPart } | 'none';
  readonly state: DeliveryState | 'nothing-due-yet';
  readonly since: EpochMs;
  readonly attempts: number;
  /** What became of the last attempt, or what is waited for, as whole sentences; empty before the first. */
  readonly sentence: string;
  readonly nextAttemptAt: EpochMs | 'none';
  /** SHA-256 of the report as JSON. */
  readonly sha256: string | 'none';
}

/** Which of the reports of a month: a frozen edition, or how it stood on a Monday. */
export type DeliveryPart =
  | { readonly kind: 'edition'; readonly edition: number }
  | { readonly kind: 'week'; readonly monday: string };

/** What names a place in records. Who is written to may change without a mail going out twice. */
export function toDestinationKey(destination: Destination): string {
  if (destination.kind === 'folder') return `folder:${destination.folder}`;
  return destination.kind === 'mail' ? 'mail' : `bucket:${destination.region}/${destination.bucket}`;
}

/** The places a delivery leads to: the folder, then its buckets, then its mail. */
export function destinationsOf(declaration: DeliveryDeclaration): readonly Destination[] {
  const { folder, buckets, accountId, mail } = declaration;
  return [
    ...(folder === 'none' ? [] : [{ kind: 'folder' as const, folder }]),
    ...buckets.map(({ region, bucket }) => ({ kind: 'bucket' as const, region, bucket, accountId })),
    ...(mail.length === 0 ? [] : [{ kind: 'mail' as const, to: mail }]),
  ];
}

/** `edition-1` or `week-2026-11-23`. */
export function toPartKey(part: DeliveryPart): string {
  return part.kind === 'edition' ? `edition-${part.edition}` : `week-${part.monday}`;
}

/** @throws Error for a text that `toPartKey` did not write */
export function parsePartKey(text: string): DeliveryPart {
  const [, edition, monday] = /^(?:edition-(\d+)|week-(\d{4}-\d{2}-\d{2}))$/.exec(text) ?? [];
  if (edition !== undefined) return { kind: 'edition', edition: Number(edition) };
  if (monday !== undefined) return { kind: 'week', monday };
  throw new Error(`${JSON.stringify(text)} names no part of a month.`);
}

/** `executive-report-2026-10-edition-1.pdf`: made of nothing that somebody has written. */
export function toFileName(month: string, part: DeliveryPart, kind: ReportFileKind): string {
  if (!/^\d{4}-\d{2}$/.test(month)) throw new Error(`${JSON.stringify(month)} is no month.`);
  return `executive-report-${month}-${toPartKey(part)}.${kind}`;
}

/** `antipode/executive/2026-10/executive-report-2026-10-edition-1.pdf`. */
export function toObjectKey(prefix: string, month: string, part: DeliveryPart, kind: ReportFileKind): string {
  return `${prefix}/executive/${month}/${toFileName(month, part, kind)}`;
}

/** What mail carries of the formats of a delivery; JSON is for machines. */
export function attachedFormats(formats: readonly ReportFileKind[]): readonly ReportFileKind[] {
  return formats.filter((kind) => kind !== 'json');
}
