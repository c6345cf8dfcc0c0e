import { useEffect } from 'react';

/** Title of the window. Set by hand: what is on a wall changes for weeks, and the title the document came with stands first. */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
