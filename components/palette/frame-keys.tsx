'use client';

import dynamic from 'next/dynamic';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FleetOverview } from '@/lib/domain/overview/types';
import { allAreas } from '../shell/areas';
import { useLiveFleet } from '../shell/live-entities';
import { usePreferences } from '../shell/preferences-provider';
import { isTyping } from '../shell/shortcut-keys';
import { Button } from '../ui/button';
import type { PaletteAction } from './entries';

const CommandPalette = dynamic(() => import('./command-palette'), { ssr: false });
const KeyboardHelp = dynamic(() => import('./keyboard-help'), { ssr: false });

/** How long after `g` the second key is waited for, in wall milliseconds. */
const sequenceMs = 1500;

/** The palette's door and the keys that work on every page. Its own code is small; the palette comes when it is asked for. */
export function FrameKeys({ overview }: { readonly overview: FleetOverview }) {
  const [open, setOpen] = useState<'none' | 'palette' | 'help'>('none');
  const actions = usePaletteActions();
  const close = useCallback(() => setOpen('none'), []);
  useFrameKeys(setOpen);
  return (
    <>
      <Button onClick={() => setOpen('palette')} aria-keyshortcuts="Control+K Meta+K" aria-haspopup="dialog">
        Go to <kbd className="font-mono text-ink-muted text-note max-sm:hidden">Ctrl K</kbd>
      </Button>
      {open === 'palette' && <CommandPalette overview={overview} actions={actions} onClose={close} />}
      {open === 'help' && <KeyboardHelp onClose={close} />}
    </>
  );
}

function useFrameKeys(open: (what: 'palette' | 'help') => void): void {
  const { shortcuts } = usePreferences();
  const begunAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        open('palette');
        return;
      }
      const isModified = event.ctrlKey || event.metaKey || event.altKey;
      if (shortcuts === 'off' || isModified || isTyping(event.target)) return;
      if (document.querySelector('dialog[open]') !== null) return;
      const isSecond = event.timeStamp - begunAt.current < sequenceMs;
      begunAt.current = event.key === 'g' && !isSecond ? event.timeStamp : Number.NEGATIVE_INFINITY;
      const area = isSecond ? allAreas.find(({ key }) => key === event.key) : undefined;
      if (area !== undefined) window.location.assign(area.href);
      else if (event.key === '?') open('help');
      else if (event.key === '/') focusFilter(() => open('palette'));
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [shortcuts, open]);
}

/** The page's filter; a page without one is searched by the palette. */
function focusFilter(otherwise: () => void): void {
  const filter = document.querySelector<HTMLInputElement>('main [data-filter]');
  if (filter === null) otherwise();
  else filter.focus();
}

function usePaletteActions(): readonly PaletteAction[] {
  const { paused, pause, resume } = useLiveFleet();
  const { theme, density, choose } = usePreferences();
  const isPaused = paused.state === 'paused';
  return useMemo(() => {
    const done = (act: () => void) => () => {
      act();
      return undefined;
    };
    return [
      { id: 'copy-link', name: 'Copy a link to this page', run: copyLink },
      isPaused
        ? { id: 'resume', name: 'Resume updates', run: done(resume) }
        : { id: 'pause', name: 'Pause updates', run: done(pause) },
      ...(['light', 'dark', 'system'] as const)
        .filter((name) => name !== theme)
        .map((name) => ({ id: `theme-${name}`, name: `Theme: ${name}`, run: done(() => choose('theme', name)) })),
      ...(['compact', 'comfortable'] as const)
        .filter((name) => name !== density)
        .map((name) => ({ id: `density-${name}`, name: `Density: ${name}`, run: done(() => choose('density', name)) })),
    ];
  }, [isPaused, pause, resume, theme, density, choose]);
}

/** Browsers let a page write to the clipboard only over HTTPS, or on the machine itself. */
async function copyLink(): Promise<string> {
  try {
    await navigator.clipboard.writeText(window.location.href);
    return 'The link is copied.';
  } catch {
    return `The browser does not let this page copy. The link is ${window.location.href}`;
  }
}
