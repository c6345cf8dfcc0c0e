import { expect, test } from 'vitest';
import { expectAnswered, scriptedScope, withScriptedEdge } from '../testing/scripted-edge';
import { fetchCheckers } from './fetch-checkers';

const observation = (region: string, report: string) =>
  `<HealthCheckObservation><Region>${region}</Region><IPAddress>192.0.2.1</IPAddress>${report}</HealthCheckObservation>`;

const report = (status: string) =>
  `<StatusReport><Status>${status}</Status><CheckedTime>2026-11-20T12:00:01Z</CheckedTime></StatusReport>`;

test('what each checker says comes with its region and its own date; one without either is left out and said', async () => {
  const xml =
    '<GetHealthCheckStatusResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><HealthCheckObservations>' +
    `${observation('eu-west-1', report('Success: HTTP Status Code 200, OK'))}${observation('us-east-1', '')}` +
    '</HealthCheckObservations></GetHealthCheckStatusResponse>';
  await withScriptedEdge(
    () => ({ xml }),
    async (edge) => {
      const { value, notices } = expectAnswered(await fetchCheckers(edge, scriptedScope, 'check-1'));
      expect(value).toEqual([
        {
          region: 'eu-west-1',
          checkedAt: Date.UTC(2026, 10, 20, 12, 0, 1),
          status: 'Success: HTTP Status Code 200, OK',
        },
      ]);
      expect(notices).toHaveLength(1);
    },
  );
});
