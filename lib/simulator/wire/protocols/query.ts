import { MalformedInput } from '../errors';
import type { ListShape, MapShape, Member, Shape } from '../shapes';
import { readText } from './scalar';

/**
 * Request bodies of awsQuery and ec2Query: `Filters.member.1.Values.member.2=x` is read into a tree by the dots, then
 * into typed input by the schema. (Their responses are XML.)
 */
export interface FormNode {
  text?: string;
  readonly children: Map<string, FormNode>;
}

export type QueryDialect = 'awsQuery' | 'ec2Query';

/** Parses a form body or query string. Throws `MalformedInput` on broken percent-encoding. */
export function parseForm(body: string): FormNode {
  const root = emptyNode();
  for (const pair of body.split('&')) {
    if (pair === '') continue;
    const [name, value] = splitOnce(pair, '=');
    let node = root;
    for (const part of decodeFormText(name).split('.')) node = childOf(node, part);
    node.text = decodeFormText(value);
  }
  return root;
}

/** The text of a top-level parameter, such as `Action`. */
export function formParameter(form: FormNode, name: string): string | undefined {
  return form.children.get(name)?.text;
}

/** A part of the form as typed input. Throws `MalformedInput`. */
export function readQuery(shape: Shape, node: FormNode, dialect: QueryDialect): unknown {
  switch (shape.kind) {
    case 'unit':
      return {};
    case 'structure':
    case 'union':
      return readMembers(shape.members, node, dialect);
    case 'list':
      return readList(shape, node, dialect);
    case 'map':
      return readMap(shape, node, dialect);
    default:
      if (node.text === undefined) throw new MalformedInput('a parameter has parts where a value is expected');
      return readText(shape, node.text);
  }
}

function readMembers(members: readonly Member[], node: FormNode, dialect: QueryDialect): Record<string, unknown> {
  const target: Record<string, unknown> = {};
  for (const member of members) {
    const child = findMember(member, node, dialect);
    if (child) target[member.name] = readQuery(member.shape, child, dialect);
  }
  return target;
}

function readList(shape: ListShape, node: FormNode, dialect: QueryDialect): unknown[] {
  return numberedChildren(node).map((child) => readQuery(shape.element.shape, child, dialect));
}

function readMap(shape: MapShape, node: FormNode, dialect: QueryDialect): Record<string, unknown> {
  const keyName = shape.key.traits.xmlName ?? 'key';
  const valueName = shape.value.traits.xmlName ?? 'value';
  const entries = numberedChildren(node).map((entry): [string, unknown] => [
    entry.children.get(keyName)?.text ?? '',
    readQuery(shape.value.shape, entry.children.get(valueName) ?? emptyNode(), dialect),
  ]);
  return Object.fromEntries(entries);
}

function findMember(member: Member, node: FormNode, dialect: QueryDialect): FormNode | undefined {
  for (const name of namesOf(member, dialect)) {
    const child = name && node.children.get(name);
    if (child) return child;
  }
  return undefined;
}

function namesOf(member: Member, dialect: QueryDialect): readonly (string | undefined)[] {
  const { xmlName } = member.ownTraits;
  if (dialect === 'awsQuery') return [xmlName, member.name];
  return [member.traits.ec2QueryName, xmlName && capitalised(xmlName), capitalised(member.name)];
}

/** Children `1`, `2`, … in order. Steps over the one wrapper (`member`, `entry`, …) of a list that is not flattened. */
function numberedChildren(node: FormNode): FormNode[] {
  const [first, second] = node.children.entries();
  const numbered = first && !second && !isIndex(first[0]) ? first[1] : node;
  return [...numbered.children]
    .filter(([name]) => isIndex(name))
    .sort(([left], [right]) => Number(left) - Number(right))
    .map(([, child]) => child);
}

function childOf(node: FormNode, name: string): FormNode {
  let child = node.children.get(name);
  if (!child) {
    child = emptyNode();
    node.children.set(name, child);
  }
  return child;
}

function emptyNode(): FormNode {
  return { children: new Map() };
}

function decodeFormText(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    throw new MalformedInput('a parameter has broken percent-encoding');
  }
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

function isIndex(name: string): boolean {
  return /^\d+$/.test(name);
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
