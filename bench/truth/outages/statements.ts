import type { Frame } from '../harness/frame';

/** Statements about the fleet at one moment, by what they are about. */
export type Statements = ReadonlyMap<string, string>;

/** What the console says of users, protection, objectives and regions, without the moments and figures that always move. */
export function saidIn(frame: Frame): Statements {
  const { overview } = frame;
  const said = new Map<string, string>();
  if (overview.console.state !== 'polling') said.set('the console', overview.console.state);
  for (const { code, health, api } of overview.regions) {
    said.set(code, health.state === 'healthy' ? 'healthy' : `${health.state}: ${withoutFigures(health.reason)}`);
    said.set(`APIs of ${code}`, api.state);
  }
  for (const { name, hasUsers, userHealth, protection, objectives } of overview.workloads) {
    if (hasUsers) said.set(`users of ${name}`, `${userHealth.state}${reasonOf(userHealth)}`);
    said.set(`protection of ${name}`, protection.state);
    for (const { scenario, rpo } of objectives) {
      const subject =
        scenario === 'region-loss' ? `data of ${name} if a region is lost` : `data of ${name} if it is destroyed`;
      said.set(subject, `${rpo.state}${rpo.state === 'met' && !rpo.provableNow ? ', not provable now' : ''}`);
    }
  }
  said.set('sources', wordsOfSources(frame));
  return said;
}

/** Which calls the console shows as failing, by service and region. */
function wordsOfSources({ overview, entities }: Frame): string {
  const failing = new Set(overview.freshness.failing.map(({ id }) => id));
  if (failing.size === 0) return 'all answer';
  const places = entities.flatMap((one) =>
    one.kind === 'source' && failing.has(one.id) ? [`${one.call.split(':')[0]} in ${one.region}`] : [],
  );
  return `failing: ${[...new Set(places)].sort().join(', ')}`;
}

/** What is true of the same: who is served, and what would be lost. */
export function trueIn({ truth, overview }: Frame): Statements {
  const nameOf = (id: string) => overview.workloads.find((workload) => workload.id === id)?.name ?? id;
  const facts = new Map<string, string>();
  for (const { workload, servedShareOfLastMinute } of truth.now.users) {
    facts.set(`users of ${nameOf(workload)}`, `${inSteps(servedShareOfLastMinute * 100)} % served`);
  }
  for (const { id, name } of overview.workloads) {
    const losses = truth.now.links.filter(({ workload }) => workload === id).map(({ lossSeconds }) => lossSeconds);
    if (losses.length > 0) facts.set(`data of ${name} if a region is lost`, wordsOfLoss(Math.max(...losses)));
  }
  return facts;
}

/** Statements that are new or other than before; what is no longer said at all is told too. */
export function changesBetween(before: Statements, after: Statements): readonly string[] {
  const changed = [...after].filter(([subject, words]) => before.get(subject) !== words);
  const gone = [...before.keys()].filter((subject) => !after.has(subject));
  return [
    ...changed.map(([subject, words]) => `${subject}: ${words}`),
    ...gone.map((subject) => `${subject}: as usual`),
  ];
}

function reasonOf({ state, reason }: { readonly state: string; readonly reason: string }): string {
  return state === 'healthy' ? '' : ` (${withoutFigures(reason)})`;
}

/** A reason without its figures and moments, which would make a new statement of every minute. */
function withoutFigures(reason: string): string {
  return reason
    .replace(/ (since|at) \d.*?(?=;|,|\)|$)/g, '')
    .replace(/\d+(\.\d+)? % of requests failed/g, 'requests fail')
    .trim();
}

/** Shares in steps of five, downwards, but for the last hundredth: rounding goes against us. */
function inSteps(percent: number): number {
  return percent > 99 ? 100 : Math.floor(percent / 5) * 5;
}

function wordsOfLoss(seconds: number): string {
  const steps = [30, 60, 300, 900, 3600, 14_400];
  const reached = steps.filter((step) => seconds >= step).at(-1);
  if (reached === undefined) return 'less than 30 s would be lost';
  return `more than ${reached < 60 ? `${reached} s` : `${reached / 60} min`} would be lost`;
}
