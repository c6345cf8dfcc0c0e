import type { EngineEntity } from '@/lib/domain/entities';
import type { EpochMs } from '@/lib/domain/time';
import { formatCount } from '@/lib/format';
import { Moment } from '../time/moment';
import { Panel } from '../ui/panel';
import type { DeploymentFacts } from './deployment-facts';
import { FactList } from './fact-list';

export interface DeploymentPanelProps {
  readonly facts: DeploymentFacts;
  readonly engine: EngineEntity | 'none';
  readonly now: EpochMs;
  readonly simulated: boolean;
}

/** What runs here: version, engine, clock, store, what is watched and how long it is kept. */
export function DeploymentPanel({ facts, engine, now, simulated }: DeploymentPanelProps) {
  const { version, clock, store, keptDays } = facts;
  return (
    <Panel id="deployment-title" title="Deployment" simulated={simulated}>
      <FactList
        facts={[
          { name: 'Version', value: `Antipode ${version}` },
          { name: 'Fleet', value: facts.simulated ? 'Simulated: nothing here is AWS' : 'AWS' },
          { name: 'Engine', value: <EngineWords engine={engine} now={now} /> },
          { name: 'Clock', value: clockWords(clock.speed) },
          { name: 'Store', value: storeWords(store) },
          {
            name: 'History is kept',
            value: `by the minute for ${keptDays.minute} days, by five minutes for ${keptDays['five-minutes']}, by the hour and by the day for ${keptDays.day}`,
          },
        ]}
      />
    </Panel>
  );
}

function EngineWords({ engine, now }: { readonly engine: EngineEntity | 'none'; readonly now: EpochMs }) {
  if (engine === 'none') return <>None has written to the store yet</>;
  return (
    <>
      {engine.engineId}, started <Moment at={engine.startedAt} now={now} show="clock" />, last tick{' '}
      <Moment at={engine.tickedAt} now={now} />, one due each {engine.heartbeatSeconds} s
    </>
  );
}

function clockWords(speed: number): string {
  if (speed === 1) return 'Fleet time is the time of day, in UTC';
  return `Fleet time runs ${speed} times as fast as the time of day; fixed for the life of the store`;
}

function storeWords({ server, sizeBytes, place }: DeploymentFacts['store']): string {
  const where = place === 'embedded' ? 'the console’s own, on its machine' : 'named by DATABASE_URL';
  const size = sizeBytes === 'unknown' ? 'its size is not told' : `${formatCount(Math.ceil(sizeBytes / 1e6))} MB`;
  return `${server}, ${where}; ${size}`;
}
