/** Who speaks to the page in the console's place. */
export interface Speaker {
  /** A stream was opened: it says what a console says first. */
  onOpen(source: ScriptedSource): void;
}

/** An EventSource whose words are the bench's own; everything behind it, from `FleetStream` on, is the product's. */
export class ScriptedSource extends EventTarget {
  static speaker: Speaker | 'nobody' = 'nobody';
  isOpen = true;

  constructor(readonly url: string) {
    super();
    // As in a browser, nothing happens before whoever opened it has had time to listen.
    setTimeout(() => {
      if (this.isOpen && ScriptedSource.speaker !== 'nobody') ScriptedSource.speaker.onOpen(this);
    }, 0);
  }

  close(): void {
    this.isOpen = false;
  }

  /** An event as the console writes it: its name, its JSON, and the place in the stream after it. */
  say(event: string, json: string, place = ''): void {
    if (this.isOpen) this.dispatchEvent(new MessageEvent(event, { data: json, lastEventId: place }));
  }

  /** The connection broke. */
  fail(): void {
    if (this.isOpen) this.dispatchEvent(new Event('error'));
  }
}
