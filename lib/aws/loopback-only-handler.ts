import { NodeHttpHandler } from '@smithy/node-http-handler';

type Handle = NodeHttpHandler['handle'];

/**
 * The last gate of simulator mode: whatever an SDK client makes of its configuration, a request for any other origin
 * than the simulator's is refused before a socket is opened.
 */
export class LoopbackOnlyHandler extends NodeHttpHandler {
  private readonly origin: string;

  constructor(origin: string, ...options: ConstructorParameters<typeof NodeHttpHandler>) {
    super(...options);
    this.origin = origin;
  }

  override async handle(...[request, options]: Parameters<Handle>): ReturnType<Handle> {
    const port = request.port === undefined ? '' : `:${request.port}`;
    const asked = new URL(`${request.protocol}//${request.hostname}${port}`).origin;
    if (asked !== this.origin) {
      throw new Error(`Simulator mode refused a request to ${asked}: only ${this.origin} may be called.`);
    }
    return super.handle(request, options);
  }
}
