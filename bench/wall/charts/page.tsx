import { useState, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { fetchFleet } from '@/components/shell/fleet-cache';
import { browserPorts } from '@/components/wall/browser-ports';
import { WallFleet } from '@/components/wall/wall-fleet';
import { Chart } from './chart';
import type { ChartKind } from './kinds';
import { LagCourses } from './lag-courses';

declare global {
  interface Window {
    /** Resolves once so many steps of the stream are on the screen. */
    stepsDrawn: (steps: number) => Promise<void>;
  }
}

/** A wall draws once a second at most: here a second is over in a millisecond, so that each step is drawn by itself. */
const steadyMs = () => performance.now() * 1000;

const columns = { none: 1, sparklines: 18, 'bullet-bars': 10, 'line-charts': 10 } as const;

/** One chart for each link of the fleet, as a wall would hold it: from one store, and told once of each step. */
function Charts({ fleet, kind }: { readonly fleet: WallFleet; readonly kind: ChartKind }) {
  const [courses] = useState(() => new LagCourses());
  const reading = useSyncExternalStore(fleet.subscribe, fleet.read);
  return (
    <main style={{ display: 'grid', gridTemplateColumns: `repeat(${columns[kind]}, minmax(0, 1fr))` }}>
      {courses.take(reading.entities).map((course) => (
        <Chart key={course.link.id} kind={kind} course={course} />
      ))}
    </main>
  );
}

/** Counts the steps that are drawn: after the frame that shows one, and whatever that leaves to do. */
function countSteps(fleet: WallFleet): Window['stepsDrawn'] {
  const channel = new MessageChannel();
  let [drawn, awaited] = [0, 0];
  let resolve: () => void = () => undefined;
  channel.port1.onmessage = () => {
    drawn += 1;
    if (drawn >= awaited) resolve();
  };
  fleet.subscribe(() => requestAnimationFrame(() => channel.port2.postMessage(undefined)));
  return (steps) =>
    new Promise((settle) => {
      [awaited, resolve] = [steps, settle];
      if (drawn >= awaited) settle();
    });
}

async function start(): Promise<void> {
  const kind = new URLSearchParams(window.location.search).get('kind') as ChartKind;
  const fleet = new WallFleet(await fetchFleet(), [], { ...browserPorts('noc'), steadyMs });
  window.stepsDrawn = countSteps(fleet);
  const root = document.createElement('div');
  document.body.append(root);
  createRoot(root).render(<Charts fleet={fleet} kind={kind} />);
  fleet.start();
  document.body.dataset.ready = 'true';
}

void start();
