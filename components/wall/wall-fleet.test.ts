import { beforeEach, describe, expect, test } from 'vitest';
import type { Entity } from '@/lib/domain/entities';
import type { Acknowledgement } from '../findings/acknowledgement';
import { type FleetReading, SignedOut } from '../shell/fleet-cache';
import type { EntityPatch, FleetStreamEvents } from '../shell/fleet-stream';
import { WallFleet, type WallPorts } from './wall-fleet';

const region = (code: string, place = code): Entity => ({
  kind: 'region',
  id: code,
  code,
  place,
  latitude: 0,
  longitude: 0,
});
const put = (entity: Entity): EntityPatch => ({ op: 'put', entity });

/** A browser whose clocks, stream and answers are in the test's hand. */
class ScriptedBrowser implements WallPorts {
  ms = 1_000_000;
  events: FleetStreamEvents | undefined;
  opened = 0;
  closed = 0;
  resumedFrom: string[] = [];
  retries = 0;
  seen: () => Promise<readonly Acknowledgement[]> = async () => [];
  fleet: () => Promise<FleetReading> = async () => reading([region('eu-west-1')], 'e.9');
  wallMs = () => this.ms;
  steadyMs = () => this.ms - 500;
  fetchSeen = () => this.seen();
  fetchFleet = () => this.fleet();
  openStream = (_since: string, events: FleetStreamEvents) => {
    this.events = events;
    return {
      open: () => void this.opened++,
      close: () => void this.closed++,
      resumeFrom: (since: string) => void this.resumedFrom.push(since),
      retryLater: () => void this.retries++,
    };
  };

  get stream(): FleetStreamEvents {
    if (this.events === undefined) throw new Error('no stream was opened');
    return this.events;
  }
}

function reading(entities: readonly Entity[], since = 'e.1'): FleetReading {
  const anchor = { anchorFleetMs: 0, anchorWallMs: 0, speed: 1 };
  return { since, entities, clock: { anchor, serverWallMs: 1_000_000 } };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

let browser: ScriptedBrowser;
let fleet: WallFleet;
let published: number;

beforeEach(() => {
  browser = new ScriptedBrowser();
  fleet = new WallFleet(reading([region('us-east-1')]), [], browser);
  published = 0;
  fleet.subscribe(() => {
    published++;
  });
  fleet.start();
});

function tick(seconds: number) {
  for (let second = 0; second < seconds; second++) {
    browser.ms += 1000;
    fleet.tick();
  }
}

describe('a wall', () => {
  test('is told once of a step of the stream, whatever the number of its changes, and never of an empty one', () => {
    browser.stream.onBatch([put(region('us-east-1', 'Virginia')), put(region('us-west-2'))], 'e.2');
    expect(published).toBe(1);
    expect(fleet.read().entities.map(({ id }) => id)).toEqual(['us-east-1', 'us-west-2']);
    browser.stream.onBatch([], 'e.3');
    expect(published).toBe(1);
  });

  test('judges steps that follow each other within a second together, and loses none', () => {
    browser.stream.onBatch([put(region('us-west-2'))], 'e.2');
    browser.ms += 200;
    browser.stream.onBatch([put(region('eu-west-1'))], 'e.3');
    browser.stream.onBatch([put(region('eu-west-2'))], 'e.4');
    expect(published).toBe(1);
    tick(1);
    expect(published).toBe(2);
    expect(fleet.read().entities).toHaveLength(4);
    tick(1);
    expect(published).toBe(2);
  });

  test('judges every five seconds what it knows, so that what nobody renews ages', () => {
    tick(4);
    expect(published).toBe(0);
    tick(1);
    expect(published).toBe(1);
    expect(fleet.read().at).toBe(browser.ms);
  });

  test('never takes back that something was seen because an older answer came late', async () => {
    const seen = [{ findingId: 'f1', since: 1, actor: 'olga', at: 2, note: '' }];
    let answerFirst: (seen: readonly Acknowledgement[]) => void = () => undefined;
    browser.seen = () =>
      new Promise((resolve) => {
        answerFirst = resolve;
      });
    tick(10);
    browser.seen = async () => seen;
    tick(10);
    await settle();
    expect(fleet.read().seen).toEqual(seen);
    answerFirst([]);
    await settle();
    expect(fleet.read().seen).toEqual(seen);
  });

  test('knows since when it has heard nothing', () => {
    browser.stream.onHeard?.();
    const heardAt = browser.ms;
    tick(12);
    expect(fleet.readSilence()).toEqual({ heardAt, silentMs: 12_000 });
    browser.stream.onHeard?.();
    expect(fleet.readSilence().silentMs).toBe(0);
  });

  test('reads everything anew when the stream says so, and carries on from there', async () => {
    browser.stream.onResync();
    await settle();
    expect(fleet.read().entities.map(({ id }) => id)).toEqual(['eu-west-1']);
    expect(browser.resumedFrom).toEqual(['e.9']);
  });

  test('tries again later when it cannot be read anew, and keeps the last picture for the band to speak over', async () => {
    browser.fleet = async () => {
      throw new Error('the console answered 503');
    };
    browser.stream.onResync();
    await settle();
    expect(browser.retries).toBe(1);
    expect(fleet.read().entities).toHaveLength(1);
  });

  test('that is signed out forgets everything at once', () => {
    browser.stream.onSignedOut();
    expect(fleet.read()).toMatchObject({ entities: [], seen: [], session: { state: 'signed-out', since: browser.ms } });
    expect(browser.closed).toBe(1);
  });

  test.each(['a stream that is refused twice', 'reading anew', 'asking who has seen what'])(
    'learns that it is signed out by %s as well',
    async (way) => {
      const refuse = () => Promise.reject(new SignedOut());
      browser.seen = refuse;
      browser.fleet = refuse;
      if (way === 'reading anew') browser.stream.onResync();
      else if (way === 'asking who has seen what') tick(10);
      else {
        browser.stream.onLost(1);
        await settle();
        expect(fleet.read().session.state).toBe('signed-in');
        browser.stream.onLost(2);
      }
      await settle();
      expect(fleet.read()).toMatchObject({ entities: [], session: { state: 'signed-out' } });
    },
  );

  test('that is signed out looks whether somebody has signed in, twice a minute', async () => {
    browser.seen = () => Promise.reject(new SignedOut());
    browser.stream.onSignedOut();
    tick(60);
    await settle();
    expect(fleet.read().session.state).toBe('signed-out');
    browser.seen = async () => [];
    tick(30);
    await settle();
    expect(fleet.read().session.state).toBe('back');
  });

  test('tells which build answers, once', () => {
    browser.stream.onBuild?.('two');
    browser.stream.onBuild?.('two');
    expect(fleet.read().build).toBe('two');
    expect(published).toBe(1);
  });

  test('opens one stream however often it is started, and none after it was stopped', () => {
    fleet.start();
    expect(browser.opened).toBe(1);
    fleet.stop();
    fleet.stop();
    expect(browser.closed).toBe(1);
  });
});

test('a day of steps leaves as much in memory as one', () => {
  for (let step = 0; step < 86_400; step++) {
    browser.stream.onBatch([put(region('us-east-1', `Virginia ${step % 2}`))], `e.${step}`);
  }
  expect(fleet.read().entities).toHaveLength(1);
});
