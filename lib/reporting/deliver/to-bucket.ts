import { createHash } from 'node:crypto';
import { type AwsEdge, actPutReport, fetchReportObject, type ReportObject } from '@/lib/aws';
import { type Destination, toObjectKey } from '@/lib/domain/reports/delivery';
import type { AttemptEnd } from '@/lib/domain/reports/delivery-rules';
import { formatCount } from '@/lib/domain/wording/list';
import type { Deliverable, DeliverableFile } from './deliverable';

/** Wall milliseconds for one request with its repetitions; a document may have to cross an ocean. */
const deadlineMs = 20_000;

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

type NotThere = Pick<AttemptEnd, 'state' | 'sentence'>;

async function deliverObject(
  edge: AwsEdge,
  { region, accountId }: BucketPlace,
  object: ReportObject,
  { mayBeThere, signal }: BucketDelivery,
): Promise<'there' | NotThere> {
  const scope = { accountId, region, deadlineMs, signal };
  if (mayBeThere) {
    const head = await fetchReportObject(edge, scope, object.bucket, object.key);
    if (head.state === 'answered') {
      if (head.value !== 'absent' && head.value.sha256Base64 === object.sha256Base64) return 'there';
      // Whoever may not look may still put: the same bytes under the same key are no second report.
    } else if (head.state !== 'denied') return { state: 'in-doubt', sentence: head.message };
  }
  const put = await actPutReport(edge, scope, object);
  if (put.state === 'answered') return 'there';
  const isSilence = put.state === 'timed-out' || put.state === 'unreachable' || signal.aborted;
  // A call that was not made at all changed nothing; what was in doubt before stays so until it is seen.
  const isUnknown = mayBeThere || (isSilence && put.notAskedUntil === undefined);
  return { state: isUnknown ? 'in-doubt' : 'failed', sentence: put.message };
}
