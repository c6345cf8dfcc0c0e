/** A document, or why there is none. */
export interface TriedPdf {
  readonly pdf: Buffer | null;
  readonly pdfTrouble: string;
}

/** Sets a document. One that cannot be set keeps nobody from the report itself: `onTrouble` hears of it. */
export async function tryPdf(make: () => Promise<Buffer>, onTrouble: (error: unknown) => void): Promise<TriedPdf> {
  try {
    return { pdf: await make(), pdfTrouble: '' };
  } catch (error) {
    onTrouble(error);
    return { pdf: null, pdfTrouble: error instanceof Error ? error.message : String(error) };
  }
}
