import { isAlias, isCollection, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { type FilePath, type FleetProblem, quote } from './fleet-problem';

/** Deeper than any fleet needs to be. */
const deepest = 12;

/** Keys that mean something to JavaScript and nothing to a fleet. */
const unsafeKeys: readonly string[] = ['__proto__', 'constructor', 'prototype'];

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** What a text in YAML says, and where. */
export type YamlReading =
  | { readonly state: 'read'; readonly value: unknown; locate(path: FilePath): Position }
  | { readonly state: 'refused'; readonly problems: readonly FleetProblem[] };

/**
 * Reads plain data from YAML: maps with text keys, lists, text, numbers, true and false. Anchors, aliases, tags, merge
 * keys, several documents, keys that repeat and keys with a meaning to JavaScript are refused, each with its place;
 * so what was read is as large as what was written.
 */
export function readYaml(text: string): YamlReading {
  const lines = new LineCounter();
  const at = (offset: number): Position => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const document = tryToParse(text, lines);
  if (document === 'too-deep') {
    const message = `is nested deeper than ${deepest} levels; a fleet needs fewer`;
    return { state: 'refused', problems: [{ line: 1, column: 1, path: '', message: `The file ${message}` }] };
  }
  const problems: FleetProblem[] = [...document.errors, ...document.warnings].map((error) => ({
    ...at(error.pos[0]),
    path: '',
    message: toSentence(error.code, error.message),
  }));
  const refuse = (where: unknown, message: string): void => {
    problems.push({ ...at(startOf(where, 0)), path: '', message });
  };
  visit(document, {
    Node(_key, node, ancestors) {
      if (isAlias(node)) return refuse(node, `Aliases (*${node.source}) are not allowed: write the value itself`);
      if (node.anchor !== undefined) refuse(node, `Anchors (&${node.anchor}) are not allowed: write each value out`);
      if (node.tag !== undefined && !isPlainTag(node.tag)) {
        refuse(node, `The tag ${quote(node.tag)} is not allowed: write plain text, numbers, lists and maps`);
      }
      if (ancestors.filter(isCollection).length > deepest) {
        refuse(node, `This is nested deeper than ${deepest} levels; a fleet needs fewer`);
        return visit.SKIP;
      }
      return undefined;
    },
    Pair(_key, pair) {
      const { key } = pair;
      if (!isScalar(key) || typeof key.value !== 'string') refuse(key, 'A key must be text: write it in quotes');
      else if (key.value === '<<') refuse(key, 'Merge keys (<<) are not allowed: write each value out');
      else if (unsafeKeys.includes(key.value)) refuse(key, `The key ${quote(key.value)} is not allowed`);
    },
  });
  if (problems.length > 0) return { state: 'refused', problems: problems.sort(byPlace) };
  return { state: 'read', value: document.toJS(), locate: (path) => at(findOffset(document.contents, path)) };
}

function tryToParse(text: string, lineCounter: LineCounter) {
  try {
    return parseDocument(text, {
      lineCounter,
      version: '1.2',
      schema: 'core',
      uniqueKeys: true,
      prettyErrors: false,
      strict: true,
    });
  } catch (error) {
    // The parser follows the nesting of the text with its own.
    if (error instanceof RangeError) return 'too-deep';
    throw error;
  }
}

function isPlainTag(tag: string): boolean {
  return /^tag:yaml\.org,2002:(map|seq|str|int|float|bool|null)$/.test(tag);
}

function toSentence(code: string, message: string): string {
  if (code === 'DUPLICATE_KEY') return 'This key is written twice in the same map: remove one of the two';
  if (code === 'MULTIPLE_DOCS') return 'The file holds several documents (---): a fleet file is one';
  return `This is not YAML: ${quote(message.split('\n')[0] ?? '')}`;
}

/** Where the value at a path begins; of one that is missing, where the thing it is missing in begins. */
function findOffset(contents: unknown, path: FilePath): number {
  let node = contents;
  let offset = startOf(node, 0);
  for (const [depth, step] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      if (pair === undefined) break;
      // A key stands for its value where the value is a whole block, and where it is at fault itself.
      const isLast = depth === path.length - 1;
      offset = startOf(pair.key, offset);
      if (isLast && isScalar(pair.value)) offset = startOf(pair.value, offset);
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

/** In the order in which a person meets them in the file. */
export function byPlace(a: Position, b: Position): number {
  return a.line - b.line || a.column - b.column;
}
