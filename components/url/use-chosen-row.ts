'use client';

import { useCallback } from 'react';
import { urlText } from './url-state';
import { useUrlState } from './use-url-state';

/** The parameter by which a table without a prefix keeps its chosen row. */
const rowSpec = { row: urlText('Row') };

/** The row that is chosen in the page's table, for what is shown beside it; empty for none. */
export function useChosenRow(): { readonly row: string; readonly clear: () => void } {
  const { values, set } = useUrlState(rowSpec);
  const clear = useCallback(() => set({ row: '' }, 'replace'), [set]);
  return { row: values.row, clear };
}
