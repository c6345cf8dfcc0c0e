import { expect, test } from 'vitest';
import { wallScenes } from '../domain/wall/types';
import { formatProblem } from './fleet-problem';
import { parseFleetFile } from './parse-fleet-file';

const small = `version: 1
name: acme
hostedZone: acme.example
accounts:
  - id: "111122223333"
    name: production
regions:
  - code: us-east-1
  - code: us-west-2
workloads:
  - id: shop
    tier: 0
    strategy: warm-standby
    owner: shop
    regions:
      us-east-1: primary
      us-west-2: standby
`;

function parse(walls: string) {
  return parseFleetFile(`${small}${walls}`, { simulatedAccounts: 'not-simulated' });
}

function wallsOf(walls: string) {
  const parsed = parse(walls);
  if (parsed.state === 'broken') throw new Error(JSON.stringify(parsed.problems));
  return parsed.fleet.walls;
}

function problemsOf(walls: string): readonly string[] {
  const parsed = parse(walls);
  return parsed.state === 'good' ? [] : parsed.problems.map((problem) => formatProblem('fleet.yaml', problem));
}

test('a fleet that says nothing of walls declares none, and has the usual one', () => {
  expect(wallsOf('')).toBeUndefined();
});

test('a wall with its id alone shows everything, in the dark, to people four metres away, without a sound', () => {
  expect(wallsOf('walls:\n  - id: noc\n')).toEqual([
    {
      id: 'noc',
      scenes: wallScenes.map((scene) => ({ scene, seconds: 20 })),
      distanceMetres: 4,
      theme: 'dark',
      sound: 'off',
    },
  ]);
});

test('a wall says what it shows, in which order and for how long', () => {
  const [wall] =
    wallsOf(`walls:
  - id: lobby
    title: Lobby, third floor
    metres: 6.5
    theme: light
    sound: on
    scenes:
      - findings
      - { scene: fleet, stay: 1m30s }
      - scene: costs
`) ?? [];
  expect(wall).toEqual({
    id: 'lobby',
    title: 'Lobby, third floor',
    distanceMetres: 6.5,
    theme: 'light',
    sound: 'on',
    scenes: [
      { scene: 'findings', seconds: 20 },
      { scene: 'fleet', seconds: 90 },
      { scene: 'costs', seconds: 20 },
    ],
  });
});

test('every mistake in a wall is told with its place and what to write instead', () => {
  expect(
    problemsOf(`walls:
  - id: noc
    metres: 2
    theme: blue
    scenes: [fleet, weather, { scene: run, stay: 2s }, 7]
  - id: noc
    scenes: [fleet, costs, fleet]
  - { id: hall, scenes: [], colour: red }
`),
  ).toMatchInlineSnapshot(`
    [
      "fleet.yaml:20:13 walls[0].metres must be metres from 3 to 12 to the farthest reader, e.g. 4.",
      "fleet.yaml:21:12 walls[0].theme is "blue"; write one of dark, light.",
      "fleet.yaml:22:21 walls[0].scenes[1] is "weather"; write one of fleet, replication, run, findings, costs.",
      "fleet.yaml:22:50 walls[0].scenes[2].stay must be from 5s to 1h: what is gone sooner nobody has read, and what stays longer is no rotation.",
      "fleet.yaml:22:56 walls[0].scenes[3] is something else; write one of fleet, replication, run, findings, costs.",
      "fleet.yaml:23:9 walls[1].id repeats "noc": each wall is written once.",
      "fleet.yaml:24:28 walls[1].scenes[2] repeats fleet: each scene is written once, with a longer stay where it matters more.",
      "fleet.yaml:25:17 walls[2].scenes must have at least one scene, or leave it out for all of them.",
      "fleet.yaml:25:37 walls[2].colour is not known here: write one of id, title, scenes, metres, theme, sound.",
    ]
  `);
});
