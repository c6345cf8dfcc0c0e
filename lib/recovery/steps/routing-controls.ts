import type { StepFacts, StepOf } from '@/lib/domain/recovery/step';
import { formatList } from '@/lib/domain/wording/list';
import { nameOfControl, turningCalls } from './cluster-facts';
import { asDocumented, expectedFor } from './expected-time';
import { permissionsOf } from './looking-facts';
import type { DescribeContext } from './step-kind';

const usual = asDocumented(
  5,
  10,
  'Application Recovery Controller guide: one atomic call; users follow when their DNS answers expire',
);

function describe(spec: StepOf<'routing-controls'>, context: DescribeContext): StepFacts {
  const { cluster, turns } = spec;
  const calls = turningCalls(cluster, turns, context.source);
  const turned = turns.map(({ controlArn, to }) => `${nameOfControl(controlArn)} is ${to}`);
  const back = turns.map(({ controlArn, to }) => `${nameOfControl(controlArn)} ${to === 'on' ? 'off' : 'on'}`);
  return {
    plane: 'data',
    regionsNeeded: [],
    anyOf: cluster.endpoints.map(({ region }) => region),
    permissions: permissionsOf(calls),
    idempotency: 'idempotent',
    expected: expectedFor(spec, context, usual),
    calls,
    changes:
      turns.length === 0
        ? 'nothing'
        : `${formatList(turned, turned.length)}; users follow as their DNS answers expire.`,
    wayBack: turns.length === 0 ? 'none-needed' : `Turn ${formatList(back, back.length)} in one call.`,
  };
}

export const routingControls = { kind: 'routing-controls', describe } as const;
