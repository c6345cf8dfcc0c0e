import type { Operation } from '../wire/service';
import type { Shape, StructureShape } from '../wire/shapes';

/** The member of an output that says there is more, and the member of the input that asks for it. */
interface Token {
  readonly output: string;
  readonly input: string;
}

/** In the order in which they are looked for: where there is a `NextMarker`, `Marker` repeats what was asked. */
const tokens: readonly Token[] = [
  { output: 'NextToken', input: 'NextToken' },
  { output: 'nextToken', input: 'nextToken' },
  { output: 'NextPageToken', input: 'NextPageToken' },
  { output: 'NextContinuationToken', input: 'ContinuationToken' },
  { output: 'NextRecordName', input: 'StartRecordName' },
  { output: 'LastEvaluatedTableName', input: 'ExclusiveStartTableName' },
  { output: 'LastEvaluatedGlobalTableName', input: 'ExclusiveStartGlobalTableName' },
  { output: 'PaginationToken', input: 'PaginationToken' },
  { output: 'NextMarker', input: 'Marker' },
  { output: 'Marker', input: 'Marker' },
];

/** Members that go with a token. */
const companions: readonly string[] = ['NextRecordType', 'NextRecordIdentifier'];
const inputCompanions: readonly string[] = ['StartRecordType', 'StartRecordIdentifier'];
const truncatedFlag = 'IsTruncated';

type Values = Readonly<Record<string, unknown>>;

function structureOf(shape: Shape): StructureShape | undefined {
  return shape.kind === 'structure' ? shape : undefined;
}

/** The part of an output that holds a page: itself, or the one structure in it that does. */
function pageOf(
  operation: Operation,
): { readonly within: string | undefined; readonly shape: StructureShape } | undefined {
  const output = structureOf(operation.output);
  if (output === undefined) return undefined;
  if (tokenOf(output) !== undefined) return { within: undefined, shape: output };
  for (const member of output.members) {
    const inner = structureOf(member.shape);
    if (inner !== undefined && tokenOf(inner) !== undefined) return { within: member.name, shape: inner };
  }
  return undefined;
}

function tokenOf({ members }: StructureShape): Token | undefined {
  return tokens.find((token) => members.some(({ name, shape }) => name === token.output && shape.kind === 'string'));
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function changePage(operation: Operation, output: unknown, change: (page: Values, token: Token) => Values): unknown {
  const found = pageOf(operation);
  const token = found && tokenOf(found.shape);
  if (found === undefined || token === undefined || !isValues(output)) return output;
  if (found.within === undefined) return change(output, token);
  const inner = output[found.within];
  return isValues(inner) ? { ...output, [found.within]: change(inner, token) } : output;
}

/** The output with every list of its page cut to the first half, rounded down. */
export function halvePage(operation: Operation, output: unknown): unknown {
  return changePage(operation, output, (page) =>
    Object.fromEntries(
      Object.entries(page).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.slice(0, Math.floor(value.length / 2)) : value,
      ]),
    ),
  );
}

/** The output as if there were no more pages. */
export function loseToken(operation: Operation, output: unknown): unknown {
  return changePage(operation, output, (page, token) => {
    const lost = new Set([token.output, ...companions]);
    const kept = Object.fromEntries(Object.entries(page).filter(([name]) => !lost.has(name)));
    return truncatedFlag in page ? { ...kept, [truncatedFlag]: false } : kept;
  });
}

/** The output as if there were always another page. */
export function promiseMore(operation: Operation, output: unknown, text: string): unknown {
  const flagged = pageOf(operation)?.shape.members.some((member) => member.name === truncatedFlag) ?? false;
  return changePage(operation, output, (page, token) => ({
    ...page,
    [token.output]: text,
    ...(flagged && { [truncatedFlag]: true }),
  }));
}

/** The input as if the first page were asked for. */
export function askFirstPage(operation: Operation, input: unknown): unknown {
  const found = pageOf(operation);
  const token = found && tokenOf(found.shape);
  if (token === undefined || !isValues(input)) return input;
  const dropped = new Set([token.input, ...inputCompanions]);
  return Object.fromEntries(Object.entries(input).filter(([name]) => !dropped.has(name)));
}

/** Whether a member of an output leads to the next page. */
export function isTokenName(name: string): boolean {
  return name === truncatedFlag || companions.includes(name) || tokens.some((token) => token.output === name);
}
