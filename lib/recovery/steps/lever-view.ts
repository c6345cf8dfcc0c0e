import type { ActAnswer, Answer, CallScope } from '@/lib/aws';
import type { AccountId, RegionCode } from '@/lib/domain/fleet';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import type { ExpectedSeconds, StepKind, StepOf } from '@/lib/domain/recovery/step';
import type { ReadableSetting } from '@/lib/domain/recovery/touched';
import { recordRead } from './call-records';
import { scopeOf } from './outcomes';
import type { StepContext, StepPorts } from './step-kind';

/** Kinds of step that turn things off and on in one region. */
export type LeverKind = Extract<StepKind, 'consumers' | 'schedules' | 'freeze-deployments'>;

/** How one thing stands, with AWS's own word for it. */
export interface LeverReading {
  readonly state: 'on' | 'off' | 'turning-on' | 'turning-off' | 'other';
  readonly word: string;
}

/** What a kind of thing that can be turned is called, and how it is read and turned. */
export interface LeverRules<K extends LeverKind, Item> {
  readonly kind: K;
  /** Where the fleet file names them, under `recovery`. */
  readonly field: 'consumers' | 'schedules' | 'deployments';
  /** Singular: `event-source mapping`. */
  readonly noun: string;
  /** Plural, as people say it: `Consumers`. */
  readonly title: string;
  /** What they do while they are on: `take messages`. */
  readonly does: string;
  readonly usual: ExpectedSeconds;
  readonly readAction: string;
  readonly turnAction: (to: 'on' | 'off') => string;
  readonly parametersOf: (item: Item) => Readonly<Record<string, string>>;
  readonly itemsOf: (spec: StepOf<K>) => readonly Item[];
  readonly nameOf: (item: Item) => string;
  /** As it is read again when the run is over. */
  readonly settingOf: (item: Item) => ReadableSetting;
  readonly read: (ports: StepPorts, scope: CallScope, item: Item) => Promise<Answer<LeverReading | 'absent'>>;
  readonly turn: (
    ports: StepPorts,
    scope: CallScope,
    item: Item,
    to: 'on' | 'off',
    context: StepContext,
  ) => Promise<ActAnswer>;
}

/** Where levers are, and what they are to be. */
export interface LeverPlace {
  readonly accountId: AccountId;
  readonly region: RegionCode;
  readonly to: 'on' | 'off';
}

/** One thing as its region tells of it. */
export type LeverView<Item> = { readonly item: Item; readonly name: string; readonly call: CallRecord } & (
  | (LeverReading & { readonly found: 'read' })
  | { readonly found: 'absent' }
  /** `silent`: nobody says that we may not; the region does not say anything that can be used. */
  | { readonly found: 'unreadable'; readonly isSilent: boolean; readonly sentence: string }
);

/** Whether a step is about a region that the run has given up: it does what it can there, and waits for nothing. */
export function isGivenUp({ region }: LeverPlace, { source, mode }: StepContext): boolean {
  return region === source && mode === 'ungraceful';
}

/** Reads every thing that a step turns, all at once. */
export async function viewLevers<K extends LeverKind, Item>(
  rules: LeverRules<K, Item>,
  spec: StepOf<K>,
  ports: StepPorts,
  context: StepContext,
): Promise<readonly LeverView<Item>[]> {
  const place: LeverPlace = spec;
  const scope = scopeOf(ports, place.accountId, place.region, isGivenUp(place, context) ? 'leftRegionMs' : 'readMs');
  return Promise.all(
    rules.itemsOf(spec).map(async (item): Promise<LeverView<Item>> => {
      const answer = await rules.read(ports, scope, item);
      const name = rules.nameOf(item);
      const value = answer.state === 'answered' ? answer.value : 'absent';
      const words = value === 'absent' ? `${name}: not in ${place.region}.` : `${name}: ${value.word}.`;
      const at = { action: rules.readAction, endpointRegion: place.region, at: ports.clock.now() };
      const seen = { item, name, call: recordRead(answer, at, words) };
      if (answer.state !== 'answered') {
        return { ...seen, found: 'unreadable', isSilent: answer.state !== 'denied', sentence: answer.message };
      }
      return value === 'absent' ? { ...seen, found: 'absent' } : { ...seen, found: 'read', ...value };
    }),
  );
}

/** `7f1c…: Enabled; 2a3b…: Disabling`. */
export function describeLevers(views: readonly LeverView<unknown>[]): string {
  const words = views.map((view) => {
    if (view.found === 'read') return `${view.name}: ${view.word}`;
    return `${view.name}: ${view.found === 'absent' ? 'not there' : 'not read'}`;
  });
  return words.join('; ');
}

/** What is on its way somewhere says nothing of where it belongs. */
export function describeLever({ state }: Pick<LeverReading, 'state'>): 'on' | 'off' | 'unknown' {
  return state === 'on' || state === 'off' ? state : 'unknown';
}

/** Whether a thing is what it is to be; what is on its way there is not yet. */
export function isAs(view: LeverView<unknown>, to: 'on' | 'off'): boolean {
  return view.found === 'read' && view.state === to;
}

/** Whether a thing is on its way to what it is to be. */
export function isTurning(view: LeverView<unknown>, to: 'on' | 'off'): boolean {
  return view.found === 'read' && view.state === (to === 'on' ? 'turning-on' : 'turning-off');
}
