import type { LinkEntity } from '../entities';
import { ageSeconds } from '../freshness';
import { formatMissingReason } from '../observe';
import type { LinkView } from '../overview/types';
import { evictionWords } from '../replica-eviction';
import { formatFailures } from '../rpo-verdict';
import type { EpochMs } from '../time';
import { formatDuration } from '../wording/duration';
import { darkRegions, type FindingContext, type FindingDraft } from './finding';

/**
 * Links that take writes and deliver nothing, copies that do not replicate at all or gave up some changes, and links
 * that nobody measures, or not any more.
 */
export function linkFindings(context: FindingContext): readonly FindingDraft[] {
  const { evidence, overview, now } = context;
  const lost = darkRegions(context);
  const entities = new Map(evidence.links.map((entity) => [entity.id, entity]));
  return overview.links.flatMap((link): FindingDraft[] => {
    // What a lost region explains is said once, with the region.
    if (lost.has(link.source) || lost.has(link.target)) return [];
    const entity = entities.get(link.id);
    const words = trouble(link, entity, now);
    const eviction = entity === undefined ? '' : evictionWords(entity, now);
    if (words === 'none') return [];
    const { recoveryPointAt, measured } = link.loss;
    return [
      {
        accountId: entity?.accountId ?? 'none',
        region: link.target,
        workloadId: link.workloadId,
        subject: link.id,
        code: words.code,
        severity: link.standing === 'rebuildable' || words.code === 'link-late' ? 'notice' : 'warning',
        sentence: `${link.resource} ${link.source} → ${link.target} ${words.sentence}${eviction}`,
        evidence: [link.verdict.sentence, `Copy: ${link.copyState}`, `Lag: ${link.label}`],
        clear: words.clear,
        since: measured.state === 'known' && recoveryPointAt !== 'void' ? Math.min(measured.measuredAt, now) : now,
      },
    ];
  });
}

function trouble(
  link: LinkView,
  evidence: LinkEntity | undefined,
  now: EpochMs,
): { code: FindingDraft['code']; sentence: string; clear: string } | 'none' {
  if (link.flow === 'rebuilding' || link.copyState === 'not-replicating') {
    const sentence =
      link.flow === 'rebuilding' ? 'is being rebuilt: no recovery point until it is done' : 'does not replicate';
    return { code: 'link-not-replicating', sentence, clear: 'Clears when AWS reports the copy as replicating again' };
  }
  const failed = link.backlog?.failed ?? 'none';
  if (failed !== 'none') {
    const clear = 'Clears a day after the last failure. Copy the failed objects again, e.g. with S3 Batch Replication';
    return { code: 'replication-failed', sentence: `lost changes: ${formatFailures(failed, now)}`, clear };
  }
  if (evidence?.lag.state === 'missing' && evidence.lag.reason === 'not-enabled') {
    const clear = 'Switch on the metrics of its replication rule; they begin within 15 minutes';
    return { code: 'link-unmeasured', sentence: 'is not measured: metrics are not enabled', clear };
  }
  if (link.flow === 'stalled') {
    const clear = 'Clears when a lag is published again. Look for a throttled, full or disabled copy';
    return { code: 'link-stalled', sentence: 'is stalled: the source takes writes and nothing arrives', clear };
  }
  return late(link, evidence, now);
}

/** A lag came once and should have come again: nobody knows what the copy is doing now. */
function late(
  { flow, freshness, loss: { measured } }: LinkView,
  evidence: LinkEntity | undefined,
  now: EpochMs,
): ReturnType<typeof trouble> {
  if (evidence === undefined || evidence.consistency === 'strong' || flow === 'idle') return 'none';
  if ((freshness !== 'late' && freshness !== 'stale') || measured.state !== 'known') return 'none';
  const age = formatDuration(ageSeconds(measured.measuredAt, now));
  const why = evidence.lag.state === 'missing' ? `: ${formatMissingReason(evidence.lag.reason)}` : '';
  return {
    code: 'link-late',
    sentence: `was measured last ${age} ago${why}`,
    clear: `Clears when ${evidence.lagEvidence.metric} arrives in its usual time again`,
  };
}
