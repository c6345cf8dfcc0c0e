import type { ActAnswer } from '@/lib/aws';
import type { CallRecord } from '@/lib/domain/recovery/execution';
import { nameOfSetting } from '@/lib/domain/recovery/setting-words';
import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import type { TouchedResource } from '@/lib/domain/recovery/touched';
import { formatList } from '@/lib/domain/wording/list';
import { recordAct } from './call-records';
import { expectedFor } from './expected-time';
import { tryLetIn } from './let-in';
import {
  describeLever,
  describeLevers,
  isAs,
  isGivenUp,
  isTurning,
  type LeverKind,
  type LeverPlace,
  type LeverRules,
  type LeverView,
  viewLevers,
} from './lever-view';
import { acting, permissionsOf, reading } from './looking-facts';
import { afterFailedAct, refuse, scopeOf, secondsSinceBegun } from './outcomes';
import type { DescribeContext, StepCheck, StepContext, StepKindRules, StepOutcome, StepPorts } from './step-kind';

/** Fleet seconds within which a thing shows that it is on its way to what was asked of it. */
const shownWithinSeconds = 30;
const lookAgainIn = 5;

/**
 * A kind of step that turns things off or on in one region. States are absolute, so that turning twice changes nothing; it
 * is done when the region says that every one of them is as wanted, and not when the call was accepted. In a region that
 * the run gave up it does what it can, ends at once, and says what is not proven.
 */
export function leverKind<K extends LeverKind, Item>(rules: LeverRules<K, Item>): StepKindRules<K> {
  const look = (spec: StepOf<K>, ports: StepPorts, context: StepContext) => viewLevers(rules, spec, ports, context);
  return {
    kind: rules.kind,
    describe: (spec, context) => describe(rules, spec, context),
    async perform(spec, ports, context) {
      return perform(rules, spec, ports, context);
    },
    async check(spec, ports, context) {
      const views = await look(spec, ports, context);
      return judge(rules, spec, views, context, secondsSinceBegun(context, ports.clock.now()));
    },
    async readBack(spec, ports, context) {
      const { to }: LeverPlace = spec;
      const views = await look(spec, ports, context);
      const told = { sentence: `${describeLevers(views)}.`, calls: callsOf(views) };
      if (views.every((view) => isAs(view, to))) return { ...told, verdict: 'happened' };
      // States are absolute: in a region that was given up what is not known is done again without harm.
      const isUnknown = views.some(({ found }) => found === 'unreadable') && !isGivenUp(spec, context);
      if (isUnknown) return { ...told, verdict: 'unknown' };
      const isUnderWay = views.every((view) => isAs(view, to) || isTurning(view, to));
      return { ...told, verdict: isUnderWay ? 'under-way' : 'did-not-happen' };
    },
    async dryRun(spec, ports, context) {
      const { accountId, region, to }: LeverPlace = spec;
      const givenUp = isGivenUp(spec, context);
      const [views, letIn] = await Promise.all([
        look(spec, ports, context),
        tryLetIn(ports, accountId, givenUp ? context.target : region),
      ]);
      const todo = views.filter((view) => !isAs(view, to));
      const words = describeLevers(views);
      const would = `It would call ${rules.turnAction(to)} in ${region} for ${formatList(todo.map(({ name }) => name))}; now ${words}.`;
      const unread = views.flatMap((view) =>
        view.found === 'unreadable' && !isForgiven(spec, view, context) ? [view.sentence] : [],
      );
      const inTheWay = [...absentIn(rules, spec, views), ...new Set(unread), ...letIn.inTheWay];
      const wouldHappen = [todo.length === 0 ? `Nothing is asked for: ${words}.` : would];
      return { wouldHappen, inTheWay, calls: [...callsOf(views), letIn.call] };
    },
  };
}

function describe<K extends LeverKind, Item>(
  rules: LeverRules<K, Item>,
  spec: StepOf<K>,
  context: DescribeContext,
): StepFacts {
  const { region, to }: LeverPlace = spec;
  const items = rules.itemsOf(spec);
  const names = formatList(items.map(rules.nameOf));
  const calls = items.flatMap((item) => [
    reading(rules.readAction, region, rules.parametersOf(item)),
    acting(rules.turnAction(to), region, rules.parametersOf(item)),
  ]);
  const back = to === 'on' ? 'off' : 'on';
  return {
    plane: 'control',
    // The region being left is asked as well; where it was given up, the step ends without its answer.
    regionsNeeded: region === context.source && to === 'off' ? [] : [region],
    permissions: permissionsOf(calls),
    idempotency: 'idempotent',
    expected: expectedFor(spec, context, rules.usual),
    calls,
    changes: `${rules.title} in ${region} ${to === 'on' ? rules.does : `do not ${rules.does} any more`}: ${names} ${items.length === 1 ? 'is' : 'are'} ${to}.`,
    wayBack: `Turn ${names} in ${region} ${back} again; the record of each call says how it stood before.`,
  };
}

async function perform<K extends LeverKind, Item>(
  rules: LeverRules<K, Item>,
  spec: StepOf<K>,
  ports: StepPorts,
  context: StepContext,
): Promise<StepOutcome> {
  const { to }: LeverPlace = spec;
  const before = await viewLevers(rules, spec, ports, context);
  const calls = callsOf(before);
  const [absent] = absentIn(rules, spec, before);
  if (absent !== undefined)
    return refuse(absent, `Correct what recovery.${rules.field} of the fleet file names.`, calls);
  const unread = before.find((view) => view.found === 'unreadable' && !isForgiven(spec, view, context));
  if (unread?.found === 'unreadable') return refuse(unread.sentence, sameRegion, calls);
  const todo = before.filter((view) => !isAs(view, to) && !isTurning(view, to));
  if (todo.length === 0 && before.every((view) => isAs(view, to))) {
    return { state: 'done', sentence: `Already ${to}: ${describeLevers(before)}.`, calls };
  }
  const acts = await Promise.all(todo.map((view) => turn(rules, spec, ports, context, view)));
  const told = [...calls, ...acts.map(({ record }) => record)];
  const trouble = troubleIn(acts, isGivenUp(spec, context));
  if (trouble !== 'none') return afterTrouble(trouble, acts, told);
  const after = acts.some(({ answer }) => answer.state === 'accepted')
    ? await viewLevers(rules, spec, ports, context)
    : before;
  const seen = judge(rules, spec, after, context, 0);
  // Looks that found nothing new leave no trace; what was asked for does.
  const all = after === before ? told : [...told, ...callsOf(after)];
  return seen.state === 'not-yet' ? { ...seen, state: 'begun', calls: all } : { ...seen, calls: all };
}

/** Silence of a region that was given up is no reason to stop; a denial is, wherever it comes from. */
function isForgiven(place: LeverPlace, view: LeverView<unknown>, context: StepContext): boolean {
  return isGivenUp(place, context) && view.found === 'unreadable' && view.isSilent;
}

const sameRegion = 'They are turned in their own region, and only when that region says how they stand.';

interface Turned {
  readonly name: string;
  readonly answer: ActAnswer;
  readonly record: CallRecord;
}

async function turn<K extends LeverKind, Item>(
  rules: LeverRules<K, Item>,
  spec: StepOf<K>,
  ports: StepPorts,
  context: StepContext,
  view: LeverView<Item>,
): Promise<Turned> {
  const { accountId, region, to }: LeverPlace = spec;
  const limit = isGivenUp(spec, context) ? 'leftRegionMs' : 'actMs';
  const answer = await rules.turn(ports, scopeOf(ports, accountId, region, limit), view.item, to, context);
  const before = `${describeLevers([view])}.`;
  const touched = [touchedBy(rules, spec, view)];
  const record = recordAct(answer, ports.clock.now(), `Turn ${view.name} ${to}`, { before, touched });
  return { name: view.name, answer, record };
}

function touchedBy<K extends LeverKind, Item>(
  rules: LeverRules<K, Item>,
  { accountId, region }: LeverPlace,
  view: LeverView<Item>,
): TouchedResource {
  const setting = rules.settingOf(view.item);
  const before = view.found === 'read' ? describeLever(view) : 'unknown';
  return { kind: 'setting', accountId, region, name: nameOfSetting(setting), setting, before };
}

type FailedAct = Exclude<ActAnswer, { state: 'accepted' }>;

/** The worst that became of the calls; what a region that was given up did not answer is none. */
function troubleIn(acts: readonly Turned[], givenUp: boolean): FailedAct | 'none' {
  const failed = acts.flatMap(({ answer }) => (answer.state === 'accepted' ? [] : [answer]));
  const counted = givenUp ? failed.filter(({ state }) => state === 'refused') : failed;
  return counted.find(({ state }) => state === 'unknown') ?? counted[0] ?? 'none';
}

/** One call that was refused says nothing of those beside it that were accepted. */
function afterTrouble(trouble: FailedAct, acts: readonly Turned[], calls: readonly CallRecord[]): StepOutcome {
  const outcome = afterFailedAct(trouble, calls);
  const accepted = acts.filter(({ answer }) => answer.state === 'accepted').map(({ name }) => name);
  if (accepted.length === 0 || outcome.state !== 'refused') return outcome;
  const sentence = `${outcome.sentence} That is of this one alone: ${formatList(accepted)} was turned before.`;
  return { ...outcome, state: 'failed', sentence };
}

/** What is seen after turning, `since` fleet seconds after the step began. */
function judge<K extends LeverKind, Item>(
  rules: LeverRules<K, Item>,
  spec: StepOf<K>,
  views: readonly LeverView<Item>[],
  context: StepContext,
  since: number,
): StepCheck {
  const { region, to }: LeverPlace = spec;
  const words = describeLevers(views);
  const calls = callsOf(views);
  if (views.every((view) => isAs(view, to))) return { state: 'done', sentence: `Turned ${to}: ${words}.`, calls };
  const [absent] = absentIn(rules, spec, views);
  if (absent !== undefined) return { state: 'failed', sentence: absent, next: lookWho(rules.noun), calls };
  const unread = views.filter(({ found }) => found === 'unreadable');
  if (unread.length > 0 && isGivenUp(spec, context)) {
    const names = formatList(views.filter((view) => !isAs(view, to)).map(({ name }) => name));
    const sentence = `Not proven: ${region} does not say that ${names} is ${to}, and it may ${rules.does} there, now or when the region comes back. Turn it ${to} as soon as ${region} answers.`;
    return { state: 'done', sentence, calls, isUnproven: true };
  }
  const ignored = views.filter((view) => view.found === 'read' && !isAs(view, to) && !isTurning(view, to));
  if (ignored.length > 0 && since > shownWithinSeconds) {
    const sentence = `AWS accepted to turn ${formatList(ignored.map(({ name }) => name))} ${to}, and yet: ${words}.`;
    return { state: 'failed', sentence, next: lookWho(rules.noun), calls };
  }
  return { state: 'not-yet', sentence: `Every one must be ${to}: ${words}.`, remember: {}, lookAgainIn };
}

function lookWho(noun: string): string {
  return `Look who else changes this ${noun}, and perform it again.`;
}

function absentIn<K extends LeverKind, Item>(
  { noun }: LeverRules<K, Item>,
  { accountId, region }: LeverPlace,
  views: readonly LeverView<Item>[],
): readonly string[] {
  const absent = views.filter(({ found }) => found === 'absent');
  return absent.map(({ name }) => `There is no ${noun} ${name} in ${region} (account ${accountId}).`);
}

function callsOf(views: readonly LeverView<unknown>[]): readonly CallRecord[] {
  return views.map(({ call }) => call);
}
