// The verbs of npm run sim for faults that are more than a region or a store: each becomes one fault as data.

/** Words that make no command; its message says what is missing. */
export class UsageError extends Error {}

const numbers = new Set(['share', 'factor', 'minutes', 'seconds', 'spare', 'faster']);

/**
 * @typedef {{ kind: string, takes: readonly string[], may?: readonly string[], says: string, fixed?: Record<string, string> }} Verb
 * `takes`: words in their order, `may`: those that may be left out at the end; others are told as name=value.
 */

/** @type {Record<string, Verb>} */
const verbs = {
  'cut-off': { kind: 'region-cut-off', takes: ['region'], says: 'alive and taking writes, but nothing gets in or out' },
  slow: {
    kind: 'grey-fault',
    takes: ['region', 'factor'],
    says: 'answers take so many times as long, every check green',
  },
  surge: {
    kind: 'traffic-surge',
    takes: ['factor'],
    may: ['workload'],
    says: 'users send so many times their requests',
  },
  'short-of-capacity': {
    kind: 'capacity-short',
    takes: ['region'],
    may: ['workload'],
    says: 'new instances stay pending there',
  },
  'lose-metrics': { kind: 'metrics-lost', takes: ['region'], may: ['namespace'], says: 'points are never published' },
  'delay-metrics': {
    kind: 'metrics-late',
    takes: ['region', 'minutes'],
    may: ['namespace'],
    says: 'points are published so many minutes late',
  },
  down: { kind: 'service-down', takes: ['service', 'region'], says: 'answers 503 there' },
  hang: { kind: 'service-down', takes: ['service', 'region'], fixed: { answer: 'hangs' }, says: 'never answers there' },
  'control-planes-down': {
    kind: 'control-planes-down',
    takes: [],
    may: ['region'],
    says: 'IAM, Route 53 changes and the like fail, regions live',
  },
  'hang-endpoints': { kind: 'endpoint-hangs', takes: [], says: 'calls are taken and never answered' },
  throttle: { kind: 'throttled', takes: [], may: ['share'], says: 'a share (0 to 1) of calls is throttled' },
  deny: { kind: 'access-denied', takes: ['action'], says: 'an action such as rds:* is denied' },
  'opt-out': { kind: 'region-not-opted-in', takes: ['region'], says: "the region does not know the account's keys" },
  'no-support-plan': { kind: 'no-support-plan', takes: [], says: 'the Health API refuses' },
  'expire-credentials': { kind: 'credentials-expired', takes: [], says: 'credentials given before count no more' },
  'skew-clock': { kind: 'clock-skew', takes: ['seconds'], says: "AWS's clock is so many seconds ahead" },
  'cut-pages': { kind: 'partial-pages', takes: [], says: 'lists come without half of their items and their token' },
  'repeat-pages': { kind: 'repeated-token', takes: [], says: 'lists answer the same page for ever' },
  'drop-values': { kind: 'values-missing', takes: [], may: ['share'], says: 'a share (0 to 1) of values is missing' },
  'ignore-changes': { kind: 'changes-ignored', takes: [], says: 'calls are answered as ever and change nothing' },
  'lose-answers': { kind: 'answers-lost', takes: [], says: 'calls are carried out and never answered' },
  'forget-transactions': {
    kind: 'transactions-forgotten',
    takes: ['region'],
    may: ['workload'],
    says: 'applications say stored and keep nothing',
  },
  'cut-off-console': { kind: 'console-cut-off', takes: [], says: 'the console reaches nothing, users are served' },
};

/** One line or two per verb. */
export function verbHelp() {
  return Object.entries(verbs)
    .map(([name, { takes, may = [], says }]) => {
      const words = [name, ...takes.map((each) => `<${each}>`), ...may.map((each) => `[<${each}>]`)].join(' ');
      return words.length < 18 ? `  ${words.padEnd(19)}${says}` : `  ${words}\n${' '.repeat(21)}${says}`;
    })
    .join('\n');
}

/**
 * The fault that a command line begins; undefined for a verb that is none of these.
 * @param {string | undefined} name
 * @param {readonly string[]} words
 */
export function readVerb(name, words) {
  const verb = name !== undefined && Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (verb === undefined) return undefined;
  const { kind, takes, may = [], fixed = {} } = verb;
  const plain = words.filter((word) => !word.includes('='));
  const names = [...takes, ...may];
  if (plain.length < takes.length || plain.length > names.length) {
    const wanted = [...takes.map((each) => `<${each}>`), ...may.map((each) => `[<${each}>]`)].join(' ');
    throw new UsageError(`${name} takes ${wanted || 'no words'} and members as name=value. See npm run sim -- help`);
  }
  const positional = Object.fromEntries(
    plain.map((word, index) => [names[index] ?? '', toValue(names[index] ?? '', word)]),
  );
  return { kind, ...fixed, ...positional, ...readMembers(words.filter((word) => word.includes('='))) };
}

/**
 * Members told as name=value.
 * @param {readonly string[]} words
 * @returns {Record<string, string | number>}
 */
export function readMembers(words) {
  return Object.fromEntries(
    words.map((word) => {
      const at = word.indexOf('=');
      if (at <= 0) throw new UsageError(`"${word}" must be told as name=value. See npm run sim -- help`);
      const name = word.slice(0, at);
      return [name, toValue(name, word.slice(at + 1))];
    }),
  );
}

/** @param {string} name @param {string} text */
function toValue(name, text) {
  return numbers.has(name) && text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}
