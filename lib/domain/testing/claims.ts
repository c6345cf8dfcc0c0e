import type { FleetOverview } from '../overview/types';

/**
 * Everything an overview claims to be well, in words: what is green on a screen. Not knowing, being late and being in
 * trouble are none of these claims.
 */
export function claimsOf({
  console: console_,
  headline,
  regions,
  workloads,
  links,
}: FleetOverview): ReadonlySet<string> {
  const claims: string[] = [];
  const claim = (holds: boolean, words: string) => {
    if (holds) claims.push(words);
  };
  claim(console_.state === 'polling', 'the console polls');
  claim(headline.health === 'healthy', 'everything is healthy');
  for (const { code, health, api, reach, freshness } of regions) {
    claim(health.state === 'healthy', `${code} is healthy`);
    claim(api.state === 'reachable', `the APIs of ${code} answer`);
    claim(reach === 'answering', `${code} answers`);
    claim(freshness === 'live', `${code} is live`);
  }
  for (const { id, userHealth, protection, objectives, cells, backups } of workloads) {
    claim(userHealth.state === 'healthy', `users of ${id} are well`);
    claim(protection.state === 'protected', `${id} is protected`);
    for (const { scenario, rpo } of objectives) claim(rpo.state === 'met', `${id} meets its objective for ${scenario}`);
    for (const { region, health } of cells) claim(health.state === 'healthy', `${id} is healthy in ${region}`);
    for (const backup of backups) claim(backup.verdict.state === 'met', `backup ${backup.id} meets its objective`);
  }
  for (const { id, verdict, flow, freshness } of links) {
    claim(verdict.state === 'met', `link ${id} meets its objective`);
    claim(flow === 'replicating' || flow === 'idle', `link ${id} flows`);
    claim(freshness === 'live', `link ${id} is live`);
  }
  return new Set(claims);
}

/** The claims of `after` that `before` did not make. */
export function newClaims(before: FleetOverview, after: FleetOverview): readonly string[] {
  const known = claimsOf(before);
  return [...claimsOf(after)].filter((words) => !known.has(words));
}
