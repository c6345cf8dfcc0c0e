/** How an editor marks what is wrong: underlined at its place, with a bar beside the sentence. Without images. */
export const diagnosticLooks = {
  '.cm-lintRange-error, .cm-lintRange-warning': { backgroundImage: 'none' },
  '.cm-lintRange-error': { textDecoration: 'underline wavy var(--critical)' },
  '.cm-lintRange-warning': { textDecoration: 'underline wavy var(--warning-outline)' },
  '.cm-diagnostic-error': { borderLeftColor: 'var(--critical)' },
  '.cm-diagnostic-warning': { borderLeftColor: 'var(--warning-outline)' },
} as const;
