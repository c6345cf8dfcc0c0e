import { useCallback, useEffect, useRef, useState } from 'react';
import { type RotationInput, type RotationState, stepRotation, turnTo } from '@/lib/domain/wall/rotation';
import type { Ticker } from './ticker';

/** What decides the rotation, apart from the clock. The same object as long as nothing of it has changed. */
export type RotationRules = Omit<RotationInput, 'now'>;

/** The scene that is on, by the browser's steady clock. Renders only when something of it changes. */
export function useRotation(rules: RotationRules, ticker: Ticker) {
  const [rotation, setRotation] = useState(() => stepRotation('start', { ...rules, now: performance.now() }));
  const latest = useRef(rules);
  const step = useCallback(() => {
    const now = performance.now();
    setRotation((before) => changed(before, stepRotation(before, { ...latest.current, now })));
  }, []);
  useEffect(() => {
    latest.current = rules;
    step();
  }, [rules, step]);
  useEffect(() => ticker.subscribe(step), [ticker, step]);
  const turn = useCallback((by: 1 | -1) => {
    const now = performance.now();
    setRotation((before) => turnTo(before, { ...latest.current, now }, by));
  }, []);
  return { rotation, turn };
}

/** The state before where the new one says the same: a step each second is no reason to render. */
function changed(before: RotationState, after: RotationState): RotationState {
  const isSame =
    before.scene === after.scene &&
    before.shownSince === after.shownSince &&
    before.why === after.why &&
    before.heldBy === after.heldBy &&
    before.alarm === after.alarm &&
    before.standing.length === after.standing.length &&
    before.standing.every((key, place) => key === after.standing[place]);
  return isSame ? before : after;
}
