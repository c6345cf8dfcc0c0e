import { S3ControlClient, type S3ControlClientConfig } from '@aws-sdk/client-s3-control';

/**
 * The SDK's client of S3 Control. It puts the account before the name of the host it is given, which makes no name of
 * this machine: where an address is given, the client has that one and no other.
 */
export function makeS3ControlClient({
  endpoint,
  ...settings
}: S3ControlClientConfig & { readonly endpoint?: string }): S3ControlClient {
  if (endpoint === undefined) return new S3ControlClient({ ...settings, useArnRegion: false });
  const door = { endpointProvider: () => ({ url: new URL(endpoint) }), disableHostPrefix: true };
  return new S3ControlClient({ ...settings, ...door, endpoint, useArnRegion: false });
}
