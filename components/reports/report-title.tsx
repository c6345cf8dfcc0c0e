'use client';

import { useDocumentTitle } from '../wall/use-document-title';

/** The title of the window; the name of a file that the browser prints to. */
export function ReportTitle({ title }: { readonly title: string }) {
  useDocumentTitle(title);
  return null;
}
