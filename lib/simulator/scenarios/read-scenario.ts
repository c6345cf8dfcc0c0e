import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import { faultKinds, findFamily } from '../faults/families';
import { FaultError } from '../world/faults';
import type { Scenario, World } from '../world/types';

/** What is wrong with a scenario, and where. */
export interface ScenarioProblem {
  readonly line: number;
  readonly column: number;
  /** A sentence. */
  readonly message: string;
}

export type ScenarioReading =
  | { readonly ok: true; readonly scenario: Scenario; readonly says: string | undefined }
  | { readonly ok: false; readonly problems: readonly ScenarioProblem[] };

type Path = readonly (string | number)[];

const secondsOf = { d: 86_400, h: 3600, m: 60, s: 1 } as const;
const longestSeconds = 31 * secondsOf.d;
const notADuration = 'must be a time of at most 31 days such as 90s, 10m or 2h30m';

const duration = z.union([z.string(), z.number()], { error: notADuration }).transform((given, context) => {
  const seconds = toSeconds(given);
  if (seconds !== undefined) return seconds;
  context.addIssue(notADuration);
  return z.NEVER;
});

const phaseSchema = z.strictObject({
  at: duration,
  says: z.string().optional(),
  fault: z.looseObject({ kind: z.string({ error: `must be one of ${faultKinds.join(', ')}` }) }),
  for: duration.optional(),
  until: duration.optional(),
});

const phasesSchema = z.array(phaseSchema, { error: 'must be a list of phases: at, fault, and for or until' }).min(1);
const scenarioSchema = z.strictObject({
  name: z.string().min(1).max(100).optional(),
  says: z.string().optional(),
  phases: phasesSchema,
});

/**
 * Reads a scenario from YAML: a list of phases `{ at, fault, for | until }`, or a map with `name`, `says` and `phases`.
 * Times are told from its start. All problems are told at once, each with its place.
 * @param world whose regions, workloads and stores its faults may name
 * @param faster how many times as fast as told its phases follow each other
 */
export function readScenario(
  text: string,
  name: string,
  world: Pick<World, 'checkFault'>,
  faster = 1,
): ScenarioReading {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      ...at(error.pos[0]),
      message: `This is not YAML: ${error.message.split('\n')[0]}`,
    }));
    return { ok: false, problems };
  }
  const isList = isSeq(document.contents);
  const value: unknown = isList ? { phases: document.toJS() } : document.toJS();
  const locate = (path: Path) => at(findOffset(document.contents, isList ? path.slice(1) : path));
  const read = scenarioSchema.safeParse(value);
  const found = [...(read.success ? [] : issuesOf(read.error)), ...problemsOfFaults(value, world)];
  if (!read.success || found.length > 0) {
    const problems = found.map(({ path, message }) => ({ ...locate(path), message: sentence(path, message) }));
    return { ok: false, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) };
  }
  const late = problemsOfTimes(read.data.phases);
  if (late.length > 0) {
    return {
      ok: false,
      problems: late.map(({ path, message }) => ({ ...locate(path), message: sentence(path, message) })),
    };
  }
  const sooner = (seconds: number) => Math.round(seconds / faster);
  const phases = read.data.phases.map((phase) => {
    const until = phase.until ?? (phase.for === undefined ? undefined : phase.at + phase.for);
    const begins = sooner(phase.at);
    return {
      at: begins,
      fault: world.checkFault(phase.fault),
      // However fast a scenario is told, each of its faults is there for a second.
      ...(until !== undefined && { until: Math.max(begins + 1, sooner(until)) }),
    };
  });
  return { ok: true, scenario: { name: read.data.name ?? name, phases }, says: read.data.says };
}

interface Found {
  readonly path: Path;
  readonly message: string;
}

function issuesOf({ issues }: z.ZodError, before: Path = []): Found[] {
  return issues.flatMap((issue): Found[] => {
    const path = [...before, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...path, key], message: 'is not known here' }));
    }
    return [{ path, message: issue.message }];
  });
}

/** Every fault is looked at by its own family and by the fleet, whatever else is wrong. */
function problemsOfFaults(value: unknown, world: Pick<World, 'checkFault'>): Found[] {
  const phases = isRecord(value) && Array.isArray(value.phases) ? value.phases : [];
  return phases.flatMap((phase: unknown, index): Found[] => {
    const fault = isRecord(phase) ? phase.fault : undefined;
    if (!isRecord(fault) || typeof fault.kind !== 'string') return [];
    const path = ['phases', index, 'fault'];
    const family = findFamily(fault.kind);
    if (family === undefined) {
      return [{ path: [...path, 'kind'], message: `must be one of ${faultKinds.join(', ')}` }];
    }
    const read = family.schema.safeParse(fault);
    if (!read.success) return issuesOf(read.error, path);
    try {
      world.checkFault({ ...fault, kind: fault.kind });
      return [];
    } catch (error) {
      if (error instanceof FaultError) return [{ path, message: `cannot be: ${error.message}` }];
      throw error;
    }
  });
}

function problemsOfTimes(phases: z.infer<typeof phasesSchema>): Found[] {
  return phases.flatMap((phase, index): Found[] => {
    const path = ['phases', index];
    if (phase.for !== undefined && phase.until !== undefined) {
      return [{ path: [...path, 'until'], message: 'and for both say when the fault ends: tell one of them' }];
    }
    if (phase.for === 0) return [{ path: [...path, 'for'], message: 'must be longer than nothing' }];
    if (phase.until !== undefined && phase.until <= phase.at) {
      return [{ path: [...path, 'until'], message: 'must be later than at; both count from the start' }];
    }
    return [];
  });
}

function sentence(path: Path, message: string): string {
  const name = path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step + 1}]` : text === '' ? step : `${text}.${step}`),
    '',
  );
  const whole = name === '' ? `The scenario: ${message}` : `${name} ${message}`;
  return /[.!?]$/.test(whole) ? whole : `${whole}.`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function toSeconds(given: string | number): number | undefined {
  const seconds = typeof given === 'number' ? given : partsOf(given);
  if (seconds === undefined || !Number.isInteger(seconds)) return undefined;
  return seconds >= 0 && seconds <= longestSeconds ? seconds : undefined;
}

function partsOf(text: string): number | undefined {
  const parts = /^(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,9})s)?$/.exec(text);
  if (parts === null || text === '') return undefined;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = parts;
  return Number(days) * secondsOf.d + Number(hours) * secondsOf.h + Number(minutes) * secondsOf.m + Number(seconds);
}

/** Where the value at a path begins; of one that is missing, where the thing it is missing in begins. */
function findOffset(contents: unknown, path: Path): number {
  let node = contents;
  let offset = startOf(node, 0);
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      if (pair === undefined) break;
      offset = startOf(pair.key, offset);
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      offset = startOf(node, offset);
    } else break;
  }
  return offset;
}

function startOf(node: unknown, otherwise: number): number {
  return isNode(node) && node.range ? node.range[0] : otherwise;
}
