import type { Filter } from '@aws-sdk/client-ec2';
import { AwsError, type Call } from '../../wire';
import { pageScope, takePage } from '../take-page';

const pageSize = { least: 5, most: 1000 };

export interface Ec2Page<Item> {
  readonly items: Item[];
  readonly nextToken: string | undefined;
}

/** What a Describe operation asks for: certain ids, or pages. */
export interface Ec2Request {
  readonly ids: readonly string[] | undefined;
  readonly filters: readonly Filter[] | undefined;
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

/** How a Describe operation sees its resources. */
export interface Ec2Resource<Item> {
  /** Code of the error for an id that is not there, such as `InvalidVpcID.NotFound`. */
  readonly notFound: string;
  readonly idOf: (item: Item) => string;
  readonly tagsOf: (item: Item) => Readonly<Record<string, string>>;
  /** Values under each filter name, tags apart. */
  readonly filters: Readonly<Record<string, (item: Item) => string | readonly string[]>>;
}

export function invalidEc2Parameter(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message, 400);
}

/**
 * What a Describe operation answers, by id. Without MaxResults everything comes at once.
 * @throws AwsError the resource's own for an unknown id, InvalidParameterValue, InvalidParameterCombination, InvalidNextToken
 */
export function describePage<Item>(
  items: readonly Item[],
  resource: Ec2Resource<Item>,
  { ids = [], filters = [], MaxResults, NextToken }: Ec2Request,
  call: Call,
): Ec2Page<Item> {
  checkIds(items, resource, ids);
  const found = items
    .filter((item) => ids.length === 0 || ids.includes(resource.idOf(item)))
    .filter((item) => filters.every((filter) => passes(item, filter, resource)))
    .toSorted((left, right) => (resource.idOf(left) < resource.idOf(right) ? -1 : 1));
  for (const { Name = '' } of filters) checkFilterName(Name, resource);
  if (MaxResults === undefined && NextToken === undefined) return { items: found, nextToken: undefined };
  if (ids.length > 0) {
    throw new AwsError('InvalidParameterCombination', 'Ids and MaxResults cannot be used in the same request.', 400);
  }
  const limit = MaxResults ?? pageSize.most;
  if (!(limit >= pageSize.least && limit <= pageSize.most)) {
    throw invalidEc2Parameter(
      `Value ( ${limit} ) for parameter maxResults is invalid. Expecting a value between ${pageSize.least} and ${pageSize.most}.`,
    );
  }
  return takePage(found, resource.idOf, {
    scope: pageScope(call, filters),
    limit,
    token: NextToken,
    refuseToken: () => new AwsError('InvalidNextToken', 'The token is not valid for this request.', 400),
  });
}

function checkIds<Item>(items: readonly Item[], { idOf, notFound }: Ec2Resource<Item>, ids: readonly string[]): void {
  const known = new Set(items.map(idOf));
  const unknown = ids.filter((id) => !known.has(id));
  if (unknown.length > 0) throw new AwsError(notFound, `The ids '${unknown.join(', ')}' do not exist`, 400);
}

function checkFilterName<Item>(name: string, { filters }: Ec2Resource<Item>): void {
  if (name in filters || name === 'tag-key' || name.startsWith('tag:')) return;
  throw invalidEc2Parameter(`The filter '${name}' is invalid`);
}

function passes<Item>(item: Item, { Name = '', Values = [] }: Filter, resource: Ec2Resource<Item>): boolean {
  return Values.some((pattern) => valuesUnder(item, Name, resource).some((value) => fitsPattern(value, pattern)));
}

function valuesUnder<Item>(item: Item, name: string, { tagsOf, filters }: Ec2Resource<Item>): readonly string[] {
  if (name === 'tag-key') return Object.keys(tagsOf(item));
  if (name.startsWith('tag:')) {
    const value = tagsOf(item)[name.slice('tag:'.length)];
    return value === undefined ? [] : [value];
  }
  const values = filters[name]?.(item) ?? [];
  return typeof values === 'string' ? [values] : values;
}

/** `*` stands for any text and `?` for one character. Filters without wildcards, which most are, cost one comparison. */
function fitsPattern(value: string, pattern: string): boolean {
  if (!/[*?]/.test(pattern)) return value === pattern;
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${escaped}$`, 's').test(value);
}
