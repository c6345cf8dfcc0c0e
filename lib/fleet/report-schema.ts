import path from 'node:path';
import { z } from 'zod';
import { mailAddressPattern } from '../domain/mail-address';
import { deliveryOccasions } from '../domain/reports/delivery';
import { reportFileKinds } from '../domain/reports/executive/reading';
import { accountId } from './fleet-schema';
import { byRegion, fields, id, list, matching, oneOf } from './schema-values';

/* What a fleet file may say of the delivery of reports. Messages complete a sentence that begins with the path of the value. */

const folder = z
  .string({ error: 'must be the absolute path of a folder on the machine of the engine, e.g. /var/reports' })
  .max(1024, 'must be at most 1024 characters long')
  .refine(
    (text) => path.posix.isAbsolute(text) && !/\p{C}/u.test(text) && !text.split('/').includes('..'),
    'must be the absolute path of a folder on the machine of the engine, without .. in it, e.g. /var/reports',
  )
  .refine((text) => path.posix.normalize(text) !== '/', 'must be a folder of its own, and not the root of the machine');

const bucket = matching(
  /^(?!xn--|sthree-)(?!.*\.\.)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
  'the name of a bucket, 3 to 63 lower-case letters, digits, dots and hyphens, e.g. acme-reports-west',
);

const prefix = matching(
  /^(?!.*\/\/)(?!(?:.*\/)?\.{1,2}(?:\/|$))[A-Za-z0-9_.-][A-Za-z0-9_./-]{0,255}(?<!\/)$/,
  'what keys begin with, letters, digits and _ . - / without a slash at either end, e.g. antipode',
);

const address = matching(mailAddressPattern, 'a mail address alone, e.g. board@acme.example');

export const report = fields(
  {
    id,
    send: oneOf(deliveryOccasions),
    folder: folder.optional(),
    buckets: byRegion(bucket, 'names of buckets').optional(),
    account: accountId.optional(),
    prefix: prefix.optional(),
    mail: list(address, 'mail addresses', 50).min(1, 'must have at least one address, or leave it out').optional(),
    formats: list(oneOf(reportFileKinds), 'formats', reportFileKinds.length)
      .min(1, `must have at least one of ${reportFileKinds.join(', ')}, or leave it out for all of them`)
      .default([...reportFileKinds]),
  },
  'a delivery with id, send and at least one of folder, buckets and mail',
);

export type ReportEntry = z.output<typeof report>;

export const usualPrefix = 'antipode';
