import { useEffect } from 'react';

/**
 * Title of the window. Set by hand: what is on a wall changes for weeks, and the title that the document came with, which
 * may be streamed after everything else, would stand before any other.
 */
export function useDocumentTitle(title: string): void {
  useEffect(() => {
    const set = () => {
      if (document.title !== title) document.title = title;
    };
    set();
    const observer = new MutationObserver(set);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => observer.disconnect();
  }, [title]);
}
