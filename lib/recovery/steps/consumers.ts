import { actTurnConsumer, type EventSourceMapping, fetchEventSourceMapping } from '@/lib/aws';
import { asDocumented } from './expected-time';
import { leverKind } from './lever-kind';
import type { LeverReading } from './lever-view';

/** How a mapping stands. */
export function readMapping({ state, word }: EventSourceMapping): LeverReading {
  return { state: states[state], word };
}

const states: Readonly<Record<EventSourceMapping['state'], LeverReading['state']>> = {
  enabled: 'on',
  disabled: 'off',
  enabling: 'turning-on',
  disabling: 'turning-off',
  other: 'other',
};

/** Event-source mappings of Lambda: whether functions take what waits in queues and streams. */
export const consumers = leverKind<'consumers', string>({
  kind: 'consumers',
  field: 'consumers',
  noun: 'event-source mapping',
  title: 'Consumers',
  does: 'take messages',
  usual: asDocumented(30, 120, 'Lambda developer guide: a mapping is enabled or disabled asynchronously'),
  readAction: 'lambda:GetEventSourceMapping',
  turnAction: () => 'lambda:UpdateEventSourceMapping',
  parametersOf: (uuid) => ({ UUID: uuid }),
  itemsOf: ({ mappings }) => mappings,
  nameOf: (uuid) => uuid,
  settingOf: (uuid) => ({ of: 'event-source-mapping', uuid }),
  async read({ edge }, scope, uuid) {
    const answer = await fetchEventSourceMapping(edge, scope, uuid);
    if (answer.state !== 'answered') return answer;
    const { value } = answer;
    return { ...answer, value: value === 'absent' ? value : readMapping(value) };
  },
  turn: ({ edge }, scope, uuid, to) => actTurnConsumer(edge, scope, uuid, to === 'on'),
});
