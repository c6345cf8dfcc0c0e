import { actTurnRule, type EventRule, fetchRule } from '@/lib/aws';
import type { EventRuleName } from '@/lib/domain/recovery/step';
import { asDocumented } from './expected-time';
import { leverKind } from './lever-kind';
import type { LeverReading } from './lever-view';

/** How a rule stands. */
export function readRule({ state, word }: EventRule): LeverReading {
  return { state: states[state], word };
}

const states: Readonly<Record<EventRule['state'], LeverReading['state']>> = {
  enabled: 'on',
  disabled: 'off',
  other: 'other',
};

/** Rules of EventBridge: whether schedules and events set a workload to work. */
export const schedules = leverKind<'schedules', EventRuleName>({
  kind: 'schedules',
  field: 'schedules',
  noun: 'rule',
  title: 'Rules',
  does: 'set anything to work',
  usual: asDocumented(5, 60, 'EventBridge API reference: a rule that is turned takes a short time to follow'),
  readAction: 'events:DescribeRule',
  turnAction: (to) => (to === 'on' ? 'events:EnableRule' : 'events:DisableRule'),
  parametersOf: ({ bus, rule }) => ({ EventBusName: bus, Name: rule }),
  itemsOf: ({ rules }) => rules,
  nameOf: ({ bus, rule }) => (bus === 'default' ? rule : `${bus}/${rule}`),
  settingOf: ({ bus, rule }) => ({ of: 'rule', bus, rule }),
  async read({ edge }, scope, { bus, rule }) {
    const answer = await fetchRule(edge, scope, bus, rule);
    if (answer.state !== 'answered') return answer;
    const { value } = answer;
    return { ...answer, value: value === 'absent' ? value : readRule(value) };
  },
  turn: ({ edge }, scope, item, to) => actTurnRule(edge, scope, item, to === 'on'),
});
