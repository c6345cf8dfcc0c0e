import type { RegionCode, Workload } from '@/lib/domain/fleet';
import type { StepTemplate } from '@/lib/domain/recovery/declaration';
import { bindWords } from './bind-words';
import { accountOf, type BoundSpec, bound } from './bound-spec';
import { globalControlPlane } from './lint/lint-dependencies';
import type { RoutePair } from './route-pairs';

/** What SNS takes as a subject. */
const longestSubject = 100;

/**
 * The first topic that is neither in the region being left nor in us-east-1; the first of all where there is none such, which
 * the linter then holds against the plan.
 */
export function bindAnnouncement(
  { kind, topics, subject, message }: Extract<StepTemplate, { readonly kind: 'announce' }>,
  workload: Workload,
  pair: RoutePair,
): BoundSpec {
  const known = topics.length > 0 ? topics : (workload.recovery?.announce ?? []);
  const topicArn = known.find((arn) => isApart(arn, pair.source)) ?? known[0];
  if (topicArn === undefined) {
    const sentence = `${workload.id} declares no topic: write the ARN of an SNS topic under recovery.announce in the fleet file`;
    return { state: 'unbound', rule: 'no-topic', sentence };
  }
  const words = (text: string) => bindWords(text, pair).replaceAll('{workload}', workload.name);
  return bound({
    kind,
    accountId: accountOf(topicArn) ?? workload.accountId,
    region: regionOfTopic(topicArn),
    topicArn,
    subject: toAscii(words(subject)).slice(0, longestSubject).trim(),
    message: words(message),
  });
}

/** Whether a topic tells people whatever becomes of the region being left, and of us-east-1. */
export function isApart(topicArn: string, source: RegionCode): boolean {
  return ![source, globalControlPlane].includes(regionOfTopic(topicArn));
}

function regionOfTopic(arn: string): string {
  return arn.split(':')[3] ?? '';
}

/** Names of workloads are in any script; mail subjects of SNS are not. */
function toAscii(text: string): string {
  return text.replace(/[^ -~]/gu, '?');
}
