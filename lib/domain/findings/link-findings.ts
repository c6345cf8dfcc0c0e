import type { LinkView } from '../overview/types';
import { darkRegions, type FindingContext, type FindingDraft } from './finding';

/** Links that take writes and deliver nothing, and copies that do not replicate at all. */
export function linkFindings(context: FindingContext): readonly FindingDraft[] {
  const { evidence, overview, now } = context;
  const lost = darkRegions(context);
  const accounts = new Map(evidence.links.map(({ id, accountId }) => [id, accountId]));
  return overview.links.flatMap((link): FindingDraft[] => {
    // What a lost region explains is said once, with the region.
    if (lost.has(link.source) || lost.has(link.target)) return [];
    const words = trouble(link);
    if (words === 'none') return [];
    const { recoveryPointAt, measured } = link.loss;
    return [
      {
        accountId: accounts.get(link.id) ?? 'none',
        region: link.target,
        workloadId: link.workloadId,
        subject: link.id,
        code: words.code,
        severity: link.standing === 'rebuildable' ? 'notice' : 'warning',
        sentence: `${link.resource} ${link.source} → ${link.target} ${words.sentence}`,
        evidence: [link.verdict.sentence, `Copy: ${link.copyState}`, `Lag: ${link.label}`],
        clear: words.clear,
        since: measured.state === 'known' && recoveryPointAt !== 'void' ? Math.min(measured.measuredAt, now) : now,
      },
    ];
  });
}

function trouble(link: LinkView): { code: FindingDraft['code']; sentence: string; clear: string } | 'none' {
  if (link.flow === 'rebuilding' || link.copyState === 'not-replicating') {
    const sentence =
      link.flow === 'rebuilding' ? 'is being rebuilt: no recovery point until it is done' : 'does not replicate';
    return { code: 'link-not-replicating', sentence, clear: 'Clears when AWS reports the copy as replicating again' };
  }
  if (link.flow !== 'stalled') return 'none';
  const clear = 'Clears when a lag is published again. Look for a throttled, full or disabled copy';
  return { code: 'link-stalled', sentence: 'is stalled: the source takes writes and nothing arrives', clear };
}
