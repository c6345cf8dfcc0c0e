import type { Cadence } from '../../entities';
import type { Workload } from '../../fleet';
import type { FleetEvidence } from '../../fleet-evidence';
import type { EpochMs } from '../../time';
import { formatList } from '../../wording/list';
import type { GroupSize, TouchedResource } from '../touched';
import type { ResidueReading } from './entities';
import { type LineReading, notKnown, readSince } from './reading';
import type { LeftChange } from './trace-changes';

/** Everything lines are read by. */
export interface LineContext {
  readonly workload: Workload;
  readonly evidence: FleetEvidence;
  readonly now: EpochMs;
}

type Touched<K extends TouchedResource['kind']> = Extract<TouchedResource, { readonly kind: K }>;

const beforeUnknown = 'what it was before is not known';

/** A group as it is set now against what it was; instances that come or go by themselves are not its setting. */
export function readGroup(
  { region, name, before }: Touched<'group'>,
  { changedAt }: LeftChange,
  { workload, evidence, now }: LineContext,
): LineReading {
  const isWatched = workload.capacity.some((each) => each.region === region && each.autoScalingGroupName === name);
  const endpoint = evidence.endpoints.find((each) => each.workloadId === workload.id && each.region === region);
  if (!isWatched || endpoint === undefined) return notKnown('the fleet file does not name the group any more');
  return readSince(endpoint.capacity, endpoint.capacityCadence, changedAt, now, ({ group }) => {
    if (group === undefined) return { verdict: 'unknown', now: 'not known: its bounds were not read yet' };
    return { verdict: compare(before, (size) => isSameSize(size, group)), now: describeSize(group) };
  });
}

function isSameSize(one: GroupSize, other: GroupSize): boolean {
  return (
    one.minimum === other.minimum &&
    one.maximum === other.maximum &&
    one.desired === other.desired &&
    one.suspended.join() === other.suspended.join()
  );
}

function compare<T>(before: T | 'unknown', isSame: (before: T) => boolean): LineReading['verdict'] {
  if (before === 'unknown') return 'unknown';
  return isSame(before as T) ? 'as-before' : 'different';
}

/** `wants 6 (2 to 12)`, with the processes that are switched off. */
export function describeSize(size: GroupSize | 'unknown'): string {
  if (size === 'unknown') return beforeUnknown;
  const { desired, minimum, maximum, suspended } = size;
  const off = suspended.length === 0 ? '' : `, ${formatList(suspended, suspended.length)} switched off`;
  return `wants ${desired} (${minimum} to ${maximum})${off}`;
}

/** Route 53 publishes the state of controls once a minute, minutes late; metric of a health check. */
const controlCadence: Cadence = { cadenceSeconds: 60, publishDelaySeconds: 300 };

/**
 * A routing control as its cluster sees it; where that is not known by the metric of its health check, of which nothing new
 * comes while us-east-1 is lost.
 */
export function readControl(touched: Touched<'control'>, change: LeftChange, context: LineContext): LineReading {
  const stateIn = (reading: ResidueReading) => (reading.of === 'control' ? reading.state : 'unknown');
  const byCluster = readAlone(touched.before, change, context, stateIn, 'the endpoints of its cluster disagree');
  if (byCluster.verdict !== 'unknown') return byCluster;
  const byMetric = readControlMetric(touched, change, context);
  return byMetric.verdict === 'unknown' && byCluster.readAt !== 'never' ? byCluster : byMetric;
}

function readControlMetric(
  { region, before }: Touched<'control'>,
  { changedAt }: LeftChange,
  { workload, evidence, now }: LineContext,
): LineReading {
  const control = evidence.routings
    .filter(({ workloadId }) => workloadId === workload.id)
    .flatMap(({ controls }) => controls)
    .find((each) => each.region === region);
  if (control === undefined) return notKnown('no record of the workload hangs on it');
  return readSince(control.state, controlCadence, changedAt, now, (state) => ({
    verdict: compare<string>(before, (was) => was === state),
    now: state,
  }));
}

/** A route of an access point. */
export function readRoute({ before }: Touched<'route'>, change: LeftChange, context: LineContext): LineReading {
  const stateOf = (reading: ResidueReading) => (reading.of === 'route' ? reading.state : 'unknown');
  return readAlone(before, change, context, stateOf, 'its dial is neither 0 nor 100');
}

/** A setting, in words that compare. */
export function readSetting({ before }: Touched<'setting'>, change: LeftChange, context: LineContext): LineReading {
  const valueIn = (reading: ResidueReading) => (reading.of === 'setting' ? reading.value : 'unknown');
  return readAlone(before, change, context, valueIn, 'AWS tells no state that could be compared');
}

/** What is read for this alone, and watched by nothing else of the console. */
function readAlone(
  before: string | 'unknown',
  { key, changedAt }: LeftChange,
  { workload, evidence, now }: LineContext,
  valueIn: (reading: ResidueReading) => string | 'unknown',
  whyUnknown: string,
): LineReading {
  const entity = evidence.residueReadings.find(({ id }) => id === `${workload.id}/${key}`);
  if (entity === undefined) return notKnown('not read yet');
  return readSince(entity.reading, entity.cadence, changedAt, now, (reading) => {
    const value = valueIn(reading);
    if (value === 'unknown') return { verdict: 'unknown', now: `not known: ${whyUnknown}` };
    return { verdict: compare<string>(before, (was) => was === value), now: value };
  });
}

/** What a control, a route or a setting was, in words. */
export function describeState(before: string | 'unknown'): string {
  return before === 'unknown' ? beforeUnknown : before;
}
