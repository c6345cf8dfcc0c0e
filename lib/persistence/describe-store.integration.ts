import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestDatabase, type TestDatabase } from '../../scripts/testing/start-test-database';
import { describeStore } from './describe-store';
import { openStore, type Store } from './store';

let database: TestDatabase;
let store: Store;

beforeAll(async () => {
  database = await startTestDatabase();
  store = openStore(database.url, { applicationName: 'test' });
});

afterAll(async () => {
  await store.close();
  await database.stop();
});

test('the store says what it is and how much it holds', async () => {
  const { server, sizeBytes } = await describeStore(store);
  expect(server).toMatch(/^PostgreSQL \d+(\.\d+)*$/);
  expect(sizeBytes).toBeGreaterThan(1_000_000);
});
