// Why S3 does not hand out an object: one line in the ledger, while the rest goes on.
import { AppError } from '../../../../shared/errors.ts';
import { problemLevel, type Problem, type ProblemKind } from '../../../../shared/problems.ts';

export type Refusal = { readonly kind: ProblemKind; readonly message: string };

export function toProblem(file: string, { kind, message }: Refusal): Problem {
  return { file, kind, level: problemLevel(kind), message };
}

/** Undefined for errors that are not about this one object. */
export function refusalOf(error: unknown, requesterPays: boolean): Refusal | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  const { name, message, $metadata } = error as {
    readonly name?: unknown;
    readonly message?: unknown;
    readonly $metadata?: { readonly httpStatusCode?: unknown };
  };
  const text = typeof message === 'string' ? message : '';
  const status = $metadata?.httpStatusCode;
  if (name === 'InvalidObjectState') return archived();
  if (name === 'NoSuchKey' || name === 'NotFound' || name === 'NoSuchVersion') return vanished;
  if (typeof name === 'string' && name.startsWith('KMS.')) return kmsRefused(text);
  if (status === 403 && (name === 'AccessDenied' || name === 'Forbidden' || name === '403' || name === 'Unknown'))
    return denied(text, requesterPays);
  return undefined;
}

/** Of an error that is an AppError already. */
export function refusalOfCode(error: unknown): Refusal | undefined {
  if (!(error instanceof AppError)) return undefined;
  if (error.code === 'aws/not-found') return vanished;
  return error.code === 'aws/denied' ? { kind: 'denied', message: error.message } : undefined;
}

/** A folder that may not be listed; what is in it is not known. */
export function refusedFolder(folder: string): Problem {
  return toProblem(folder, {
    kind: 'denied',
    message: 'The folder may not be listed (s3:ListBucket is denied): what is in it was not read.',
  });
}

/** A search for logs that was ended because there is too much. */
export function unseenFolders(start: string, unseen: number): Problem {
  const folders = unseen === 1 ? '1 folder under it was' : `${unseen} folders under it were`;
  return toProblem(start, {
    kind: 'not-fetched',
    message: `${folders} not searched for logs, because there are too many. Name a longer prefix to search in one of them.`,
  });
}

export function archived(storageClass?: string): Refusal {
  const where = storageClass === undefined ? 'is archived' : `is archived (${storageClass})`;
  return { kind: 'archived', message: `It ${where}: restore it in S3, then refresh.` };
}

const vanished: Refusal = { kind: 'vanished', message: 'It was listed, but is not in the bucket any more.' };

function kmsRefused(text: string): Refusal {
  return { kind: 'denied', message: `Its KMS key does not let it be decrypted: ${sentence(text)}` };
}

function denied(text: string, requesterPays: boolean): Refusal {
  if (/kms:/i.test(text))
    return { kind: 'denied', message: `The profile may not decrypt it with its KMS key: ${sentence(text)}` };
  if (!requesterPays && /requester.?pays|x-amz-request-payer/i.test(text))
    return {
      kind: 'denied',
      message: 'The bucket lets requesters pay: choose "Requester pays" for the source (--requester-pays).',
    };
  const hint = requesterPays
    ? ''
    : ' If the bucket lets requesters pay, choose "Requester pays" for the source (--requester-pays).';
  return { kind: 'denied', message: `Access denied: the profile may not read it (s3:GetObject).${hint}` };
}

function sentence(text: string): string {
  const trimmed = text.trim();
  return trimmed === '' || trimmed.endsWith('.') ? trimmed : `${trimmed}.`;
}
