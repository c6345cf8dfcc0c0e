import {
  CostExplorerClient,
  GetAnomaliesCommand,
  GetCostAndUsageCommand,
  GetCostForecastCommand,
  GetReservationCoverageCommand,
  GetReservationUtilizationCommand,
  GetRightsizingRecommendationCommand,
  GetSavingsPlansCoverageCommand,
  GetSavingsPlansUtilizationCommand,
  ProvideAnomalyFeedbackCommand,
} from '@aws-sdk/client-cost-explorer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBilledWorld } from '../../testing/billed-worlds';
import { clientConfig, serveWorld, testNow } from '../../testing/test-simulator';
import type { WireDoor } from '../../wire';
import { openWorld, type World } from '../../world';
import { buildFleet } from '../../world/build-fleet';
import { defaultAccountId, defaultFleet } from '../../world/default-fleet';

const hourMs = 3_600_000;
const doors: WireDoor[] = [];
afterAll(async () => {
  for (const door of doors) await door.close();
});

async function serve(world: World): Promise<CostExplorerClient> {
  const door = await serveWorld(world);
  doors.push(door);
  return new CostExplorerClient(clientConfig(door, 'us-east-1'));
}

function openBilled(billing: object) {
  const accounts = [{ id: defaultAccountId, name: 'production', billing }];
  return openWorld({ seed: 1, now: testNow, fleet: buildFleet({ ...defaultFleet, accounts }) });
}

const october = { Start: '2026-10-01', End: '2026-11-01' };
const byRegion = [{ Type: 'DIMENSION' as const, Key: 'REGION' }];

describe('commitments', () => {
  let client: CostExplorerClient;
  beforeAll(async () => {
    client = await serve(openWorld({ seed: 1, now: testNow }));
  });

  it('cover hours where they were bought, page by page and in all', async () => {
    const ask = (MaxResults: number, NextPageToken?: string) =>
      client.send(
        new GetReservationCoverageCommand({ TimePeriod: october, GroupBy: byRegion, MaxResults, NextPageToken }),
      );
    const all = await ask(100);
    const groups = all.CoveragesByTime?.[0]?.Groups ?? [];
    const home = groups.find(({ Attributes }) => Attributes?.region === 'us-east-1')?.Coverage?.CoverageHours;
    expect(Number(home?.ReservedHours)).toBe(5 * 31 * 24);
    expect(Number(home?.ReservedHours) + Number(home?.OnDemandHours)).toBe(Number(home?.TotalRunningHours));
    const away = groups.find(({ Attributes }) => Attributes?.region === 'us-west-2')?.Coverage?.CoverageHours;
    expect(away?.CoverageHoursPercentage).toBe('0');
    const first = await ask(2);
    const second = await ask(2, first.NextPageToken);
    expect([...(first.CoveragesByTime?.[0]?.Groups ?? []), ...(second.CoveragesByTime?.[0]?.Groups ?? [])]).toEqual(
      groups.slice(0, 4),
    );
  });

  it('are used up while their regions are there', async () => {
    const { UtilizationsByTime, Total } = await client.send(
      new GetReservationUtilizationCommand({
        TimePeriod: october,
        GroupBy: [{ Type: 'DIMENSION', Key: 'SUBSCRIPTION_ID' }],
      }),
    );
    expect(UtilizationsByTime?.[0]?.Groups).toHaveLength(2);
    expect(Total).toMatchObject({ UtilizationPercentage: '100', UnusedHours: '0' });
    const { Total: plans } = await client.send(new GetSavingsPlansUtilizationCommand({ TimePeriod: october }));
    expect(plans?.Utilization).toMatchObject({ UtilizationPercentage: '100', UnusedCommitment: '0' });
    const { SavingsPlansCoverages } = await client.send(
      new GetSavingsPlansCoverageCommand({ TimePeriod: october, GroupBy: byRegion }),
    );
    const covered = SavingsPlansCoverages?.filter(({ Coverage }) => Number(Coverage?.SpendCoveredBySavingsPlans) > 0);
    expect(covered?.map(({ Attributes }) => Attributes?.REGION)).toEqual(['eu-central-1', 'us-east-1']);
  });

  it('of plans are unknown, not zero, to an account without one', async () => {
    const plain = await serve(openBilled({}));
    const ask = plain.send(new GetSavingsPlansUtilizationCommand({ TimePeriod: october }));
    await expect(ask).rejects.toMatchObject({ name: 'DataUnavailableException' });
  });

  it('would be advised against for a standby, which looks idle, as AWS does', async () => {
    const { RightsizingRecommendations } = await client.send(
      new GetRightsizingRecommendationCommand({ Service: 'AmazonEC2' }),
    );
    const of = (region: string, workload: string) =>
      RightsizingRecommendations?.filter(
        ({ CurrentInstance: at }) =>
          at?.ResourceDetails?.EC2ResourceDetails?.Region === region && at.Tags?.[0]?.Values?.[0] === workload,
      );
    expect(of('us-west-2', 'checkout')?.map((each) => each.RightsizingType)).toEqual(['TERMINATE', 'TERMINATE']);
    expect(of('us-east-1', 'checkout')).toEqual([]);
    expect(RightsizingRecommendations?.some((each) => each.RightsizingType === 'MODIFY')).toBe(true);
  });
});

describe('anomalies', () => {
  it('are none in a calm month, appear after a failover, and keep what was said of them', async () => {
    const world = openWorld({ seed: 1, now: testNow });
    const client = await serve(world);
    const DateInterval = { StartDate: '2026-11-01' };
    const ask = async () => (await client.send(new GetAnomaliesCommand({ DateInterval }))).Anomalies ?? [];
    expect(await ask()).toEqual([]);
    world.injectFault({ kind: 'region-outage', region: 'us-east-1' });
    world.advanceTo(testNow + 10 * hourMs);
    world.healFaults({});
    world.advanceTo(testNow + 60 * hourMs);
    const found = await ask();
    const causes = found.flatMap(({ RootCauses = [] }) => RootCauses);
    expect(causes.some(({ Region, UsageType }) => Region === 'us-west-2' && UsageType?.includes('Out-Bytes'))).toBe(
      true,
    );
    expect(causes.every(({ Region }) => Region !== 'us-east-1')).toBe(true);
    for (const { Impact, AnomalyStartDate, Feedback } of found) {
      expect(AnomalyStartDate).toBe('2026-11-20');
      expect(Impact?.TotalImpact).toBeCloseTo((Impact?.TotalActualSpend ?? 0) - (Impact?.TotalExpectedSpend ?? 0), 3);
      expect(Feedback).toBeUndefined();
    }
    const AnomalyId = found[0]?.AnomalyId ?? '';
    await client.send(new ProvideAnomalyFeedbackCommand({ AnomalyId, Feedback: 'PLANNED_ACTIVITY' }));
    expect((await ask())[0]?.Feedback).toBe('PLANNED_ACTIVITY');
    const unknown = client.send(new ProvideAnomalyFeedbackCommand({ AnomalyId: 'no-such', Feedback: 'NO' }));
    await expect(unknown).rejects.toMatchObject({ name: 'ValidationException' });
    const tooOld = client.send(new GetAnomaliesCommand({ DateInterval: { StartDate: '2026-01-01' } }));
    await expect(tooOld).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('an account', () => {
  const month = { TimePeriod: october, Granularity: 'MONTHLY' as const, Metrics: ['UnblendedCost'] };

  it('is billed in its own currency, and forecast in it, with an interval that widens with its level', async () => {
    const client = await serve(openBilledWorld('other-currency'));
    const { ResultsByTime } = await client.send(new GetCostAndUsageCommand(month));
    expect(ResultsByTime?.[0]?.Total?.UnblendedCost?.Unit).toBe('CNY');
    const ask = async (PredictionIntervalLevel: number) => {
      const TimePeriod = { Start: '2026-11-20', End: '2026-12-01' };
      const answer = await client.send(
        new GetCostForecastCommand({
          ...{ TimePeriod, Metric: 'NET_AMORTIZED_COST', Granularity: 'MONTHLY', PredictionIntervalLevel },
        }),
      );
      expect(answer.Total?.Unit).toBe('CNY');
      const [only] = answer.ForecastResultsByTime ?? [];
      return Number(only?.PredictionIntervalUpperBound) - Number(only?.PredictionIntervalLowerBound);
    };
    expect(await ask(95)).toBeGreaterThan(await ask(60));
  });

  it.each([
    ['no-cost-explorer', 'AccessDeniedException'],
    ['cost-explorer-preparing', 'DataUnavailableException'],
  ] as const)('with %s is refused everything', async (kind, name) => {
    const client = await serve(openBilledWorld(kind));
    await expect(client.send(new GetCostAndUsageCommand(month))).rejects.toMatchObject({ name });
    const anomalies = client.send(new GetAnomaliesCommand({ DateInterval: { StartDate: '2026-11-01' } }));
    await expect(anomalies).rejects.toMatchObject({ name });
    const advice = client.send(new GetRightsizingRecommendationCommand({ Service: 'AmazonEC2' }));
    await expect(advice).rejects.toMatchObject({ name });
  });
});
