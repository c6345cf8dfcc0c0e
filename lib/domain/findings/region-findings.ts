import type { RegionView } from '../overview/types';
import { type FindingContext, type FindingDraft, sinceOr, unlabelled } from './finding';

/** Regions that are down or unreachable from here, and the console's own isolation, which explains them all. */
export function regionFindings({ overview, now }: FindingContext): readonly FindingDraft[] {
  if (overview.console.state === 'cut-off') return [cutOff(overview.regions, overview.console.sentence, now)];
  return overview.regions.flatMap((region): FindingDraft[] => {
    const { code, health, api } = region;
    const common = { ...unlabelled, subject: code, region: code, since: sinceOr(health.since, now) };
    if (health.state === 'down') {
      const hit = overview.workloads.flatMap((workload) =>
        workload.cells.some((cell) => cell.region === code) ? [`${workload.name}: ${workload.userHealth.state}`] : [],
      );
      return [
        {
          ...common,
          code: 'region-down',
          severity: 'critical',
          sentence: `${code} is down: ${health.reason}`,
          evidence: [...region.vantages.map(({ sentence }) => sentence), `AWS APIs: ${api.sentence}`, ...hit],
          clear: 'Clears when an endpoint of the region passes again on a vantage of the user path',
        },
      ];
    }
    if (health.state !== 'unknown' || region.reach !== 'dark') return [];
    return [
      {
        ...common,
        code: 'region-unreachable',
        severity: 'warning',
        sentence: `${code} is unreachable from here; what its users get is not known`,
        evidence: [...region.vantages.map(({ sentence }) => sentence), `AWS APIs: ${api.sentence}`],
        clear: 'Clears when the region answers from here. Ask a second place before acting on it',
      },
    ];
  });
}

function cutOff(regions: readonly RegionView[], sentence: string, now: number): FindingDraft {
  const since = regions.flatMap(({ api }) => (api.since === 'unknown' ? [] : [api.since]));
  return {
    ...unlabelled,
    subject: 'console',
    code: 'console-cut-off',
    severity: 'critical',
    sentence,
    evidence: regions.map(({ code, api }) => `${code}: ${api.sentence}`),
    clear: 'Check the network and the DNS resolver of the machine the console runs on',
    since: since.length === 0 ? now : Math.max(...since),
  };
}
