import type { ReactNode } from 'react';
import { requireViewer } from './require-viewer';

/** Walls have no frame of the console around them. Nobody is sent to sign in before anything is streamed. */
export default async function WallLayout({ children }: { children: ReactNode }) {
  await requireViewer();
  return children;
}
