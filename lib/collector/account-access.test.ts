import { expect, test } from 'vitest';
import { defaultFleet } from '@/lib/fleet/default-fleet';
import { externalIdOf, rolesOf } from '@/lib/simulator/world/roles';
import { toAccountAccess } from './account-access';

const [production] = defaultFleet.accounts;
if (production === undefined) throw new Error('The default fleet has an account.');

test('the built-in fleet is reached by the roles that stand ready in the simulated account, with their external id', () => {
  const access = toAccountAccess(defaultFleet, production.id);
  const arns = rolesOf(production.id, production.id).map(({ arn }) => arn);
  expect(access).toMatchObject({ by: 'assumed-role', externalId: externalIdOf(production.id) });
  if (access.by !== 'assumed-role') return;
  for (const arn of Object.values(access.roleArns)) expect(arns).toContain(arn);
  expect(access.roleArns.read).not.toBe(access.roleArns.write);
});

test('the regions where an account has workloads are asked for its roles first, then all others', () => {
  const europe = { id: '444455556666', name: 'europe', assume: { ...production.assume, externalId: 'ext' } };
  const fleet = {
    ...defaultFleet,
    accounts: [{ id: production.id, name: 'home' }, europe as typeof production],
    workloads: defaultFleet.workloads.map((workload) =>
      workload.id === 'eu-accounts' ? { ...workload, accountId: europe.id } : workload,
    ),
  };
  expect(toAccountAccess(fleet, europe.id)).toMatchObject({
    regions: ['eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2', 'ap-southeast-1'],
  });
  expect(toAccountAccess(fleet, production.id)).toEqual({ by: 'own-credentials' });
});

test('an account the fleet does not have is not entered at all', () => {
  expect(() => toAccountAccess(defaultFleet, '999988887777')).toThrow('not part of the fleet');
});
