// The kinds of problems in words: what is the matter, what it means for the reader, what can be done.
import type { ProblemKind } from './problems.ts';

type ProblemWords = {
  readonly title: string;
  /** What it means for what can be seen. */
  readonly meaning: string;
  readonly remedy: string;
};

const problemWords: Readonly<Record<ProblemKind, ProblemWords>> = {
  truncated: {
    title: 'Files that end too early',
    meaning: 'The records before the end were read; those after it are missing.',
    remedy: 'Copy or download the file again, then refresh.',
  },
  corrupt: {
    title: 'Damaged files',
    meaning: 'The compressed data or its checksum is wrong. Records read before the damage are kept, but may be wrong.',
    remedy: 'Copy or download the file again, then refresh.',
  },
  'invalid-json': {
    title: 'Invalid JSON',
    meaning: 'The text breaks off into something that is no JSON. What was whole before it and after it was read.',
    remedy: 'Compare the file with the original; it may have been edited or cut.',
  },
  'invalid-record': {
    title: 'Records that are none',
    meaning:
      'Something stands in a record’s place that is no CloudTrail record. It is not among the events; the rest of the file is.',
    remedy: 'Look at its text: CloudTrail does not write such records, so another tool may have.',
  },
  conflict: {
    title: 'Copies that disagree',
    meaning: 'Two places have a record with the same eventID that says something else. One is shown; all are kept.',
    remedy: 'Compare them in the event’s detail. One of the files may have been altered.',
  },
  'too-large': {
    title: 'Too large to read',
    meaning: 'A record or file is beyond the limits. It is not among the events.',
    remedy: 'CloudTrail writes no record that long: see where the file comes from.',
  },
  unreadable: {
    title: 'Files that cannot be read',
    meaning: 'Nothing of these files is among the events.',
    remedy: 'Check that they are still there and that you may read them, then refresh.',
  },
  archived: {
    title: 'Archived objects',
    meaning: 'The objects are in Glacier. Nothing of them is among the events.',
    remedy: 'Restore them in S3, then refresh.',
  },
  denied: {
    title: 'Objects that AWS refuses',
    meaning: 'The profile may not read the objects, or may not use the KMS key they are encrypted with.',
    remedy: 'Allow s3:GetObject, and kms:Decrypt on the key, or choose another profile; then refresh.',
  },
  vanished: {
    title: 'Objects that are gone',
    meaning: 'They were listed, but not there any more when they were asked for.',
    remedy: 'See whether a lifecycle rule of the bucket deletes them.',
  },
  'not-fetched': {
    title: 'Objects that did not arrive',
    meaning: 'They could not be downloaded whole after several attempts.',
    remedy: 'Refresh to try again.',
  },
  digest: {
    title: 'Digest files',
    meaning: 'They list and sign log files and hold no events. Nothing is missing.',
    remedy: 'Nothing to do.',
  },
  'insight-manifest': {
    title: 'Manifests and signatures',
    meaning: 'They go with CloudTrail’s results and hold no events. Nothing is missing.',
    remedy: 'Nothing to do.',
  },
  's3-notification': {
    title: 'Notifications about objects',
    meaning: 'They tell of objects in S3 and hold no events.',
    remedy: 'Open the log files they name, if those are not here yet.',
  },
  'not-cloudtrail': {
    title: 'JSON of another kind',
    meaning: 'There is no CloudTrail record in these files. Nothing was read from them.',
    remedy: 'Nothing to do, unless they should be logs.',
  },
  'not-json': {
    title: 'Files of another kind',
    meaning: 'They are neither JSON nor a CSV of CloudTrail events. Nothing was read from them.',
    remedy: 'Nothing to do, unless they should be logs.',
  },
  'summary-only': {
    title: 'Listings without the records',
    meaning: 'Their events are read, but with few columns: the rest of each record is not in such a file.',
    remedy: 'Read the same days from a trail in S3 or from Event history for the whole records.',
  },
  empty: {
    title: 'Empty files',
    meaning: 'There is nothing in them.',
    remedy: 'If they should not be empty, copy them again.',
  },
};

/** Also for a kind that a workspace of another version names. */
export function wordsOf(kind: string): ProblemWords {
  const known: Readonly<Record<string, ProblemWords | undefined>> = problemWords;
  return known[kind] ?? { title: kind, meaning: '', remedy: '' };
}
