import type { z } from 'zod';
import type { Complaint, FilePath } from './fleet-problem';

/** What a schema holds against a value, as complaints of the file, each below the path of that value. */
export function toComplaints(error: z.ZodError, base: FilePath): readonly Complaint[] {
  return error.issues.flatMap((issue) => toComplaint(issue, base));
}

function toComplaint(issue: z.core.$ZodIssue, base: FilePath): readonly Complaint[] {
  const path = [...base, ...issue.path.map((step) => (typeof step === 'number' ? step : String(step)))];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => ({ path: [...path, key], message: issue.message }));
    case 'invalid_key': {
      return [{ path, message: issue.issues[0]?.message ?? issue.message }];
    }
    case 'invalid_union': {
      // Of the ways to write a value, the one whose kind was written is the one that was meant.
      // A kind there is none of: no way to write the value was meant more than another.
      if (issue.errors.length === 0) return [{ path, message: issue.message }];
      const meant =
        issue.errors.find((branch) => branch.some(({ path: inner }) => inner.length > 0)) ?? issue.errors[0];
      return (meant ?? []).flatMap((inner) => toComplaint(inner, path));
    }
    default:
      return [{ path, message: issue.message }];
  }
}
