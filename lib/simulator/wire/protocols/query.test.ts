import { expect, test, vi } from 'vitest';
import { MalformedInput } from '../errors';
import type { Operation } from '../service';
import { loadServices, type ServiceId } from '../service-table';
import { formParameter, parseForm, readQuery } from './query';

// Loading the schemas of a large service takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

async function inputOf(id: ServiceId, operation: string): Promise<Operation['input']> {
  const [service] = await loadServices([id]);
  const found = service?.operations.get(operation);
  if (!found) throw new Error(`${id} has no ${operation}`);
  return found.input;
}

const filtersOf = async (form: string) =>
  readQuery(await inputOf('RDS', 'DescribeDBClusters'), parseForm(form), 'awsQuery');

test('lists come in the order of their numbers, not of the form', async () => {
  const form = 'Filters.Filter.10.Name=c&Filters.Filter.2.Name=b&Filters.Filter.1.Name=a+%26';
  expect(await filtersOf(form)).toEqual({ Filters: [{ Name: 'a &' }, { Name: 'b' }, { Name: 'c' }] });
});

test('an empty list is a list', async () => {
  expect(await filtersOf('Filters=')).toEqual({ Filters: [] });
});

test('the wrapper of a list may have any name', async () => {
  expect(await filtersOf('Filters.member.1.Name=a')).toEqual({ Filters: [{ Name: 'a' }] });
});

test('ec2Query has its own names', async () => {
  const form = parseForm('Filter.1.Name=vpc-id&Filter.1.Value.1=v&InstanceId.1=i&MaxResults=5');
  expect(readQuery(await inputOf('EC2', 'DescribeInstances'), form, 'ec2Query')).toEqual({
    Filters: [{ Name: 'vpc-id', Values: ['v'] }],
    InstanceIds: ['i'],
    MaxResults: 5,
  });
});

test.each(['MaxRecords=many', 'MaxRecords=0x10', 'MaxRecords=', 'MaxRecords.a=1', 'IncludeShared=maybe'])(
  'a value of the wrong type is refused: %s',
  async (form) => {
    await expect(filtersOf(form)).rejects.toThrow(MalformedInput);
  },
);

test('parameters that the operation does not have are ignored', async () => {
  expect(await filtersOf('Nope=1&constructor=2&__proto__=3&&=&')).toEqual({});
});

test('a parameter without a value is empty text', () => {
  expect(formParameter(parseForm('Action'), 'Action')).toBe('');
  expect(formParameter(parseForm('Action=a=b'), 'Action')).toBe('a=b');
});
