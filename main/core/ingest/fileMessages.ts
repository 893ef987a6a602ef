// What is said of a file as a whole: the fact, and the next step where there is one.
import type { ProblemKind } from '../../../shared/problems.ts';

export const fileMessages = {
  digest: 'A CloudTrail digest file: it lists and signs log files and holds no events. Nothing to do.',
  'insight-manifest':
    'A manifest or signature that goes with CloudTrail results: it names other files and holds no events. Open the files it names.',
  's3-notification': 'A notification about objects in S3, not a CloudTrail log. Open the objects it names.',
  'not-cloudtrail': 'JSON, but no CloudTrail record in it. Nothing was read from it.',
  'not-json': 'Neither JSON nor a CSV of CloudTrail events. Nothing was read from it.',
  'summary-only':
    'A listing with summary columns only: its events are read, but request parameters, responses and most other fields are unknown. Import the log files for the whole records.',
  empty: 'The file is empty. If it should not be, copy it again.',
} as const satisfies Partial<Record<ProblemKind, string>>;
