import type { Service } from '../service';
import { serviceTable } from '../service-table';

/** As much of any SDK client as tests need, without its types. */
export interface SdkClient {
  send(command: unknown): Promise<Record<string, unknown>>;
  destroy(): void;
  readonly config: {
    readonly serviceId: string;
    readonly defaultSigningName: string;
    readonly protocol: { getShapeId(): string };
    readonly protocolSettings: Readonly<Record<string, unknown>>;
  };
}

type Constructor<Instance> = new (argument: object) => Instance;

/** The SDK package of one service, reached by names that only the schemas know. */
export class SdkPackage {
  private constructor(private readonly exports: Readonly<Record<string, unknown>>) {}

  static async load(id: Service['id']): Promise<SdkPackage> {
    const row = serviceTable.find((each) => each.id === id);
    if (!row) throw new Error(`no service ${id}`);
    return new SdkPackage((await row.load()) as Record<string, unknown>);
  }

  createClient(config: object): SdkClient {
    const name = Object.keys(this.exports).find((each) => each.endsWith('Client') && each !== '__Client');
    return new (this.exported<SdkClient>(name ?? 'Client'))({
      region: 'eu-west-1',
      maxAttempts: 1,
      credentials: { accessKeyId: 'SIM111122223333', secretAccessKey: 'simulated' },
      ...config,
    });
  }

  createCommand(operation: string, input: object): object {
    return new (this.exported<object>(`${operation}Command`))(input);
  }

  /** The class of a modelled error, if the package exports one. */
  errorClass(name: string): Constructor<Error> | undefined {
    return this.exports[name] as Constructor<Error> | undefined;
  }

  private exported<Instance>(name: string): Constructor<Instance> {
    const value = this.exports[name];
    if (typeof value !== 'function') throw new Error(`the SDK package exports no ${name}`);
    return value as Constructor<Instance>;
  }
}
