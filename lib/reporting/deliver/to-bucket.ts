import { createHash } from 'node:crypto';
import {
  type ActAnswer,
  type AwsEdge,
  actPutReport,
  type CallScope,
  fetchReportObject,
  type ReportObject,
} from '@/lib/aws';
import { type Destination, toObjectKey } from '@/lib/domain/reports/delivery';
import type { AttemptEnd } from '@/lib/domain/reports/delivery-rules';
import { formatCount } from '@/lib/domain/wording/list';
import type { Deliverable, DeliverableFile } from './deliverable';

/** Wall milliseconds for one request; a document may have to cross an ocean. */
const deadlineMs = 10_000;

const stopped = 'The engine stopped while it delivered: what is there is looked for before it goes on.';

export type BucketPlace = Extract<Destination, { kind: 'bucket' }>;

/** What a delivery to a bucket is told besides. */
export interface BucketDelivery {
  readonly prefix: string;
  /** An attempt before this one may have put something: it is looked for first. */
  readonly mayBeThere: boolean;
  readonly signal: AbortSignal;
}

/**
 * Puts the files of a report into a bucket, at the endpoint of the bucket's own region and no other. After an attempt whose
 * outcome nobody knows, each object is looked for first and what is there is not put again.
 */
export async function deliverToBucket(
  edge: AwsEdge,
  place: BucketPlace,
  report: Deliverable,
  delivery: BucketDelivery,
): Promise<AttemptEnd> {
  const handed: string[] = [];
  for (const file of report.files) {
    if (delivery.signal.aborted) return { state: 'in-doubt', sentence: stopped, handed };
    const object = toObject(place, report, file, delivery.prefix);
    const end = await deliverObject(edge, place, object, delivery);
    if (end !== 'there') return { ...end, handed };
    handed.push(object.key);
  }
  const { bucket, region } = place;
  return { state: 'delivered', sentence: `${formatCount(handed.length, 'object')} in ${bucket} (${region}).`, handed };
}

function toObject(place: BucketPlace, report: Deliverable, file: DeliverableFile, prefix: string): ReportObject {
  return {
    bucket: place.bucket,
    key: toObjectKey(prefix, report.month, report.part, file.kind),
    body: file.body,
    sha256Base64: createHash('sha256').update(file.body).digest('base64'),
    contentType: file.contentType,
  };
}

type Unaccepted = Exclude<ActAnswer, { readonly state: 'accepted' }>;
type NotThere = Pick<AttemptEnd, 'state' | 'sentence' | 'needsPerson'>;

async function deliverObject(
  edge: AwsEdge,
  { region, accountId }: BucketPlace,
  object: ReportObject,
  { mayBeThere }: BucketDelivery,
): Promise<'there' | NotThere> {
  const scope = { accountId, region, deadlineMs };
  const before = mayBeThere ? await lookFor(edge, scope, object) : 'absent';
  if (before === 'there') return 'there';
  if (before !== 'absent' && before !== 'not-told') return before;
  const put = await actPutReport(edge, scope, object);
  switch (put.state) {
    case 'accepted':
      return 'there';
    case 'unknown':
      return { state: 'in-doubt', sentence: `${put.message} It is looked for before it is put again.` };
    default:
      // What was in doubt before stays so until it is seen.
      return {
        state: before === 'not-told' ? 'in-doubt' : 'failed',
        sentence: `${put.message} ${nextOf(put, object)}`,
        needsPerson: isFinal(put),
      };
  }
}

/**
 * Whether an attempt before has put the object. `not-told` to whoever may not look: the same bytes under the same key are no
 * second report, so that it may be put. A region that does not answer is not asked to take it either.
 */
async function lookFor(
  edge: AwsEdge,
  scope: CallScope,
  { bucket, key, sha256Base64 }: ReportObject,
): Promise<'there' | 'absent' | 'not-told' | NotThere> {
  const head = await fetchReportObject(edge, scope, bucket, key);
  if (head.state === 'answered')
    return head.value !== 'absent' && head.value.sha256Base64 === sha256Base64 ? 'there' : 'absent';
  if (head.state === 'denied') return 'not-told';
  const happened = head.state === 'throttled' ? 'is throttled' : 'does not answer';
  const sentence = `Whether the report is in ${bucket} is not known: s3:GetObject in ${scope.region} (account ${scope.accountId}) ${happened}. It is asked again.`;
  return { state: 'in-doubt', sentence };
}

/** How AWS says no to what comes again the same. */
const refusals: readonly Unaccepted['source'][] = [
  'denied',
  'credentials-expired',
  'clock-skewed',
  'region-not-enabled',
];

/** Nobody is away or too busy: asked again, AWS says the same until somebody changes something. */
function isFinal({ state, source }: Pick<Unaccepted, 'state' | 'source'>): boolean {
  return refusals.includes(source) || (state === 'refused' && source === 'failed');
}

function nextOf(
  { next, said }: { readonly next: string; readonly said?: { readonly code: string } },
  object: ReportObject,
): string {
  return said?.code === 'NoSuchBucket'
    ? `Make the bucket ${object.bucket} there, or write its right name into the fleet file.`
    : next;
}
