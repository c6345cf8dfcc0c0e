import { useEffect, useRef, useState } from 'react';
import type { RotationState } from '@/lib/domain/wall/rotation';

/** `blocked`: the browser plays nothing before somebody has touched it, or it was started without leave to. */
export type SoundState = 'off' | 'on' | 'blocked';

const toneHertz = 660;
const toneSeconds = 0.35;

/** A short double tone for a critical that is new, and for nothing else: not for what stood when the wall was opened. */
export function useAlarmSound(alarm: RotationState['alarm'], isOn: boolean): SoundState {
  const context = useRef<AudioContext>(undefined);
  const [isBlocked, setIsBlocked] = useState(false);
  const sounded = useRef('none');
  const key = alarm === 'none' || alarm.atStart ? 'none' : alarm.key;

  useEffect(() => {
    if (!isOn) return;
    const opened = new AudioContext();
    context.current = opened;
    const look = () => setIsBlocked(opened.state === 'suspended');
    const allow = () => void opened.resume().then(look, look);
    look();
    opened.addEventListener('statechange', look);
    window.addEventListener('pointerdown', allow);
    window.addEventListener('keydown', allow);
    return () => {
      context.current = undefined;
      opened.removeEventListener('statechange', look);
      window.removeEventListener('pointerdown', allow);
      window.removeEventListener('keydown', allow);
      void opened.close();
    };
  }, [isOn]);

  useEffect(() => {
    const isNew = key !== 'none' && key !== sounded.current;
    sounded.current = key;
    if (isNew && isOn && context.current?.state === 'running') playTwice(context.current);
  }, [key, isOn]);

  if (!isOn) return 'off';
  return isBlocked ? 'blocked' : 'on';
}

function playTwice(context: AudioContext): void {
  for (const turn of [0, 1]) {
    const from = context.currentTime + turn * toneSeconds * 1.6;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.frequency.value = toneHertz;
    // Without a slope at both ends a tone begins and ends with a click.
    volume.gain.setValueAtTime(0, from);
    volume.gain.linearRampToValueAtTime(0.4, from + 0.02);
    volume.gain.linearRampToValueAtTime(0, from + toneSeconds);
    tone.connect(volume).connect(context.destination);
    tone.start(from);
    tone.stop(from + toneSeconds);
    tone.addEventListener('ended', () => volume.disconnect(), { once: true });
  }
}
