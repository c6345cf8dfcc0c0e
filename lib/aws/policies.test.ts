import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { markerReadPermissions, readPermissions, writePermissions } from './permissions';
import { buildPolicies, exampleNames, type Policy, policyNames } from './policies';

const policies = buildPolicies(exampleNames);

const actionsOf = ({ Statement }: Policy) => Statement.flatMap(({ Action }) => Action);

test('the documented policies are what the code calls, word for word', () => {
  const text = readFileSync('docs/aws-permissions.md', 'utf8');
  const documented = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']) => json);
  expect(documented).toEqual(policyNames.map((name) => `${JSON.stringify(policies[name], undefined, 2)}\n`));
});

test('the reader and writer policies hold every action of their role and no other', () => {
  expect([...actionsOf(policies.reader)].sort()).toEqual([...readPermissions, ...markerReadPermissions].sort());
  expect([...actionsOf(policies.writer)].sort()).toEqual([...writePermissions].sort());
});

test('only what describes is allowed everywhere; markers are allowed on the marked stores and on nothing else in them', () => {
  for (const { Action, Resource, Effect, Condition } of [...policies.reader.Statement, ...policies.writer.Statement]) {
    expect(Effect).toBe('Allow');
    if (Action === readPermissions) continue;
    expect(Resource).not.toBe('*');
    const isOneItem = Condition !== undefined || String(Resource).endsWith('/.antipode/marker/*');
    expect(isOneItem || String(Action) === 's3:ListBucket').toBe(true);
  }
});

test('nobody is let in without the external id', () => {
  expect(policies.trust.Statement).toEqual([
    expect.objectContaining({
      Principal: { AWS: exampleNames.engineArn },
      Condition: { StringEquals: { 'sts:ExternalId': exampleNames.externalId } },
    }),
  ]);
});

test('each fits into a role as an inline policy', () => {
  for (const name of policyNames) expect(JSON.stringify(policies[name]).length).toBeLessThan(10_240);
});
