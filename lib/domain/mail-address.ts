/**
 * A mail address alone, as people have them (RFC 5321, without quotes and literals): no name, no list, and nothing that a mail
 * server could take for a line of its own.
 */
export const mailAddressPattern =
  /^(?=.{3,254}$)[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/;
