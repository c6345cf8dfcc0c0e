import { type DayOrder, PlayedDay } from './played-day';
import { ScriptedSource } from './scripted-source';
import { VirtualClock } from './virtual-clock';

declare global {
  interface Window {
    /** What the bench plays to the page with; in the page before anything of its own. */
    playDay: (order: DayOrder) => void;
    playedDay: PlayedDay;
  }
}

const clock = new VirtualClock();
clock.install();
window.EventSource = ScriptedSource as unknown as typeof EventSource;
window.playDay = (order) => {
  window.playedDay = new PlayedDay(clock, order);
};
