/** A rule of an event bus. */
export interface EventRule {
  readonly name: string;
  readonly bus: string;
  readonly state: 'enabled' | 'disabled' | 'other';
  /** AWS's own word for the state; untrusted text. */
  readonly word: string;
}
