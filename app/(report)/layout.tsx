import type { ReactNode } from 'react';
import { requireViewer } from '../find-viewer';

/** Reports have no frame of the console around them. Nobody is sent to sign in before anything is streamed. */
export default async function ReportLayout({ children }: { children: ReactNode }) {
  await requireViewer({ opens: 'report' });
  return children;
}
