import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  markerReadPermissions,
  readPermissions,
  recoverPermissions,
  recoverReadPermissions,
  reportReadPermissions,
  reportWritePermissions,
  writePermissions,
} from './permissions';
import { buildPolicies, exampleNames, type Policy, policyNames } from './policies';

const policies = buildPolicies(exampleNames);

const actionsOf = ({ Statement }: Policy) => Statement.flatMap(({ Action }) => Action);

test('the documented policies are what the code calls, word for word', () => {
  const text = readFileSync('docs/aws-permissions.md', 'utf8');
  const documented = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(([, json = '']) => json);
  expect(documented).toEqual(policyNames.map((name) => `${JSON.stringify(policies[name], undefined, 2)}\n`));
});

test('the policies of the three roles hold every action of their role and no other', () => {
  const reading = [...readPermissions, ...recoverReadPermissions, ...markerReadPermissions, ...reportReadPermissions];
  const writing = [...writePermissions, ...reportWritePermissions];
  expect([...actionsOf(policies.reader)].sort()).toEqual(reading.sort());
  expect([...actionsOf(policies.writer)].sort()).toEqual(writing.sort());
  expect([...actionsOf(policies.failover)].sort()).toEqual([...recoverPermissions].sort());
});

test('only what describes is allowed everywhere; markers and reports are allowed in their places and on nothing else there', () => {
  for (const { Action, Resource, Effect, Condition } of [...policies.reader.Statement, ...policies.writer.Statement]) {
    expect(Effect).toBe('Allow');
    if (Action === readPermissions || Action === recoverReadPermissions) continue;
    expect(Resource).not.toBe('*');
    const places = [Resource].flat().map(String);
    const isOneItem =
      Condition !== undefined ||
      places.every((place) => place.endsWith('/.antipode/marker/*') || place.endsWith('/antipode/executive/*'));
    expect(isOneItem || String(Action) === 's3:ListBucket').toBe(true);
  }
});

test('what moves workloads is allowed on named groups, clusters and controls, and on nothing else', () => {
  for (const { Action, Resource, Effect, Condition } of policies.failover.Statement) {
    expect(Effect).toBe('Allow');
    for (const action of Action as string[]) expect(action).not.toContain('*');
    // What AWS knows no resource for is limited to one namespace.
    if (Resource === '*') {
      expect(Action).toEqual(['cloudwatch:PutMetricData']);
      expect(Condition).toEqual({ StringEquals: { 'cloudwatch:namespace': exampleNames.metricNamespace } });
      continue;
    }
    // A group's own id may be any: its name and region stand beside it. So may that of a node group, behind its name, and
    // that of a backup: each has a new one.
    for (const arn of Resource as string[]) {
      const named = arn
        .replace(':autoScalingGroup:*:', '')
        .replace(/(:nodegroup\/[^/*]+\/[^/*]+)\/\*$/, '$1')
        .replace(/:recovery-point:\*$/, '');
      expect(named).not.toContain('*');
    }
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
