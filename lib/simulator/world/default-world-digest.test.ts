import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { addAmounts } from './bills/open-bills';
import { checkpointFile } from './checkpoint';
import { openWorld } from './open-world';
import { birthOfTests, pass, portrayWorld, worldFolder } from './testing-worlds';
import type { World } from './types';

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Everything an account owns, as its services list it. */
function possessionsOf(world: World): string {
  const { accountId: account } = world;
  return JSON.stringify({
    regions: world.regions.map(({ code }) => [
      world.quotas(code, account),
      world.functions(code, account),
      world.eventBuses(code, account),
      world.eventEndpoints(code, account),
      world.networks(code, account),
      world.loadBalancers(code, account),
      world.loadBalancers(code, account).map((each) => world.targetHealth(each.targetGroup.arn)),
      world.autoScalingGroups(code, account),
      world.queues(code, account),
      world.backupVaults(code, account),
      world.backupVaults(code, account).map((each) => world.recoveryPoints(each.arn)),
      world.copyJobs(code, account),
    ]),
    organization: world.organization(account),
    roles: world.roles(account),
    databases: [world.auroraGlobals(account), world.globalTables(account), world.databaseInstances(account)],
    others: [world.buckets(account), world.globalDatastores(account), world.distributions(account)],
    secrets: [world.secrets(account), world.keys(account)],
    controls: [world.routingControls(account), world.safetyRules(account)],
  });
}

function billsOf({ bills, accountId }: World): string {
  const until = bills.arrivedUntil();
  const lines = bills.lines(accountId);
  const perLine = lines.map((line) => [line, bills.billed(line, until - 40 * 24, until)]);
  return JSON.stringify([perLine, addAmounts(lines.map((line) => bills.billed(line, until - 700, until)))]);
}

/** A few hours with every kind of disturbance in them. */
function liveHours(world: World): void {
  pass(world, 1800);
  world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
  world.injectFault({ kind: 'replication-stalled', workload: 'checkout', store: 'events', source: 'us-west-2' });
  world.injectFault({ kind: 'replication-stalled', workload: 'media', store: 'thumbnails' });
  world.injectFault({ kind: 'objects-failing', workload: 'archive', store: 'audit-files' });
  pass(world, 1900);
  world.healFaults({});
  world.keepItem({ resource: 'user-sessions', region: 'us-east-1', key: 'marker', value: '1' });
  pass(world, 5000);
}

it('keeps the default fleet as it was, to the byte: what it owns, is billed, publishes and remembers', () => {
  const folder = worldFolder();
  const world = openWorld({ seed: 1, now: birthOfTests, folder });
  const born = portrayWorld(world);
  liveHours(world);
  const lived = portrayWorld(world);
  world.close();
  const state = JSON.stringify((JSON.parse(readFileSync(checkpointFile(folder), 'utf8')) as { state: unknown }).state);
  expect({
    born: digestOf(born),
    possessions: digestOf(possessionsOf(world)),
    bills: digestOf(billsOf(world)),
    lived: digestOf(lived),
    state: digestOf(state),
  }).toMatchInlineSnapshot(`
    {
      "bills": "b89f4b56c60f33ec",
      "born": "eb32b764994c3e93",
      "lived": "7d13b2cad3c50ced",
      "possessions": "ccb652cd3d964ce2",
      "state": "09d4d2c312e5b5a4",
    }
  `);
});
