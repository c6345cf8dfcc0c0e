/** Whom a picture is for: the guide in `docs/` that shows it. */
export type Guide = 'operator' | 'noc' | 'executive';

/** In whose browser it is taken; `screen` looks by a read-only link and is signed in as nobody. */
export type Watcher = 'viewer' | 'operator' | 'approver' | 'screen';

/** What happens before a picture is taken, told in `acts.ts`. */
export type ActName =
  | 'make-link'
  | 'open-link'
  | 'acknowledge-criticals'
  | 'lose-us-east-1'
  | 'fill-in-the-form'
  | 'begin'
  | 'approve'
  | 'accept-the-risk'
  | 'see-it-end'
  | 'open-the-report'
  | 'heal-us-east-1'
  | 'look-at-the-way-home';

/** Something that a picture must have in it. */
export interface MustBeSeen {
  readonly testId: string;
  /** Value of an attribute; of names that end so where it ends in `*`. */
  readonly is?: readonly [attribute: string, value: RegExp];
  readonly says?: RegExp;
}

export interface GuideScene {
  /** Its picture is `docs/images/guide-<name>.png`. */
  readonly name: string;
  readonly guide: Guide;
  readonly by: Watcher;
  readonly before: readonly ActName[];
  /** Address that is opened after `before`; `here` stays where the acts have led. */
  readonly at: string;
  /** Name of the panel that stands at the top of the picture; `start` is the top of the page. */
  readonly top: 'start' | { readonly region: string };
  /** CSS pixels; every picture is 1280 wide. */
  readonly height: number;
  readonly mustBeSeen: readonly MustBeSeen[];
}

const simulated: MustBeSeen = { testId: 'simulated-band', says: /SIMULATED/ };
const start = '/recovery/start?workload=checkout&source=us-east-1&target=us-west-2&mode=ungraceful';

/**
 * One story on one simulated fleet, in this order: it is calm, loses us-east-1, Checkout is moved by two people, us-east-1
 * comes back.
 */
export const guideScenes: readonly GuideScene[] = [
  {
    name: 'operator-calm',
    guide: 'operator',
    by: 'operator',
    before: [],
    at: '/',
    top: 'start',
    height: 820,
    mustBeSeen: [
      simulated,
      { testId: 'headline', says: /5 workloads and 5 regions healthy/ },
      { testId: 'region-us-east-1', is: ['data-health', /^healthy$/] },
      { testId: 'workload-checkout', says: /Met, [\d.]+ s of 1 m/ },
      { testId: 'freshness-bar', says: /\d+ s ago.*0 late, 0 failed/ },
    ],
  },
  {
    name: 'noc-link',
    guide: 'noc',
    by: 'approver',
    before: ['make-link'],
    at: '/settings',
    top: { region: 'Read-only links' },
    height: 330,
    mustBeSeen: [
      { testId: 'access-link-*', says: /Operations room.*Open/s },
      { testId: 'access-link-*', says: /\/wall\/noc/ },
    ],
  },
  {
    name: 'noc-wall-calm',
    guide: 'noc',
    by: 'screen',
    before: ['acknowledge-criticals', 'open-link'],
    at: 'here',
    top: 'start',
    height: 720,
    mustBeSeen: [
      simulated,
      { testId: 'wall-scene', is: ['data-scene', /^fleet$/] },
      { testId: 'scene-fleet', says: /Users.*Data at risk.*Protection.*Recovery time/s },
      { testId: 'wall-rotation', is: ['data-why', /^rotating$/] },
      { testId: 'wall-heartbeat', is: ['data-heard', /^true$/] },
      { testId: 'wall-freshness', says: /^\d+ sources, oldest \d+ s ago$/ },
      { testId: 'wall-region-us-east-1', is: ['data-health', /^healthy$/] },
    ],
  },
  {
    name: 'operator-region-lost',
    guide: 'operator',
    by: 'operator',
    before: ['lose-us-east-1'],
    at: '/',
    top: 'start',
    height: 820,
    mustBeSeen: [
      simulated,
      { testId: 'headline', says: /Checkout.*us-east-1.*down/ },
      { testId: 'region-us-east-1', is: ['data-health', /^down$/] },
      { testId: 'finding-region-down', says: /2 of 2 vantages fail.*Look at moves out of us-east-1/s },
      { testId: 'rpo-at-most-checkout', says: /if still taking writes/ },
    ],
  },
  {
    name: 'noc-wall-critical',
    guide: 'noc',
    by: 'screen',
    before: [],
    at: 'here',
    top: 'start',
    height: 720,
    mustBeSeen: [
      simulated,
      { testId: 'wall-scene', is: ['data-scene', /^fleet$/] },
      { testId: 'scene-fleet', says: /Users.*Data at risk.*Protection.*Recovery time/s },
      { testId: 'wall-rotation', is: ['data-why', /^held$/], says: /Held: \d+ critical unseen/ },
      { testId: 'wall-edge' },
      { testId: 'wall-region-us-east-1', is: ['data-health', /^down$/] },
    ],
  },
  {
    name: 'operator-is-it-called-for',
    guide: 'operator',
    by: 'operator',
    before: [],
    at: start,
    top: 'start',
    height: 820,
    mustBeSeen: [
      simulated,
      { testId: 'advice', is: ['data-advice', /^move$/] },
      { testId: 'target-us-west-2-ungraceful', is: ['data-hard', /^0$/] },
      { testId: 'target-us-west-2-ungraceful', is: ['data-overridable', /^0$/] },
    ],
  },
  {
    name: 'operator-before-the-button',
    guide: 'operator',
    by: 'operator',
    before: ['fill-in-the-form'],
    at: 'here',
    top: { region: 'What it costs now' },
    height: 530,
    mustBeSeen: [
      { testId: 'loss-orders', says: /lost for good/ },
      { testId: 'start-form', says: /Activate us-west-2/ },
    ],
  },
  {
    name: 'operator-approval',
    guide: 'operator',
    by: 'approver',
    before: ['begin'],
    at: 'here',
    top: 'start',
    height: 760,
    mustBeSeen: [
      simulated,
      { testId: 'run-title', is: ['data-state', /^awaiting-approval$/] },
      { testId: 'approval', is: ['data-approval', /^waiting$/] },
      { testId: 'approve' },
      { testId: 'run-clock', says: /Left of the objective/ },
    ],
  },
  {
    name: 'operator-it-asks',
    guide: 'operator',
    by: 'operator',
    before: ['approve'],
    at: 'here',
    top: 'start',
    height: 860,
    mustBeSeen: [
      simulated,
      { testId: 'run-title', is: ['data-asks', /^risk$/] },
      { testId: 'verb-acknowledge-risk' },
      { testId: 'verb-cancel' },
      { testId: 'facts', says: /last seen written in us-east-1/ },
    ],
  },
  {
    name: 'noc-wall-run',
    guide: 'noc',
    by: 'screen',
    before: ['accept-the-risk'],
    at: '/wall/noc?scene=run&metres=3',
    top: 'start',
    height: 720,
    mustBeSeen: [
      simulated,
      { testId: 'wall-scene', is: ['data-scene', /^run$/] },
      { testId: 'wall-run-*', is: ['data-execution-state', /^running$/] },
      { testId: 'wall-run-*', says: /Without service.*Objective.*goes on by itself/s },
    ],
  },
  {
    name: 'operator-report',
    guide: 'operator',
    by: 'operator',
    before: ['see-it-end'],
    at: 'here',
    top: { region: 'Recovery report' },
    height: 520,
    mustBeSeen: [
      { testId: 'run-report', is: ['data-report', /^made$/], says: /Edition 1.*Sealed.*SHA-256 [0-9a-f]{64}/s },
    ],
  },
  {
    name: 'executive-report',
    guide: 'executive',
    by: 'viewer',
    before: ['open-the-report'],
    at: 'here',
    top: 'start',
    height: 1380,
    mustBeSeen: [
      { testId: 'sheet-band', says: /SIMULATED/ },
      { testId: 'report-bar', says: /As of/ },
      { testId: 'sheet-first', says: /Objectives met.*Losses of a region proven.*Spent in.*Cost of resilience/s },
      { testId: 'sheet-first', says: /Drills and runs.*Checkout.*us-east-1 → us-west-2.*Decisions wanted/s },
    ],
  },
  {
    name: 'operator-way-home',
    guide: 'operator',
    by: 'operator',
    before: ['heal-us-east-1', 'look-at-the-way-home'],
    at: 'here',
    top: { region: 'Away from home' },
    height: 520,
    mustBeSeen: [{ testId: 'away-checkout', says: /us-west-2.*Look at the way home to us-east-1.*In quarantine/s }],
  },
];

/** The file of a scene's picture, from the checkout. */
export function pictureOf({ name }: Pick<GuideScene, 'name'>): string {
  return `docs/images/guide-${name}.png`;
}
