// Whether a value points into another account than the stream's own.
import { splitPath } from '../../diff/leaves.ts';
import type { JsonValue } from '../../json.ts';
import { fieldAt } from './fieldTable.ts';

/** Members that hold an ARN with an account wherever they stand, also in destinations that the table does not know. */
const arnNames = new Set(['roleARN', 'RoleArn', 'LambdaArn', 'aWSKMSKeyARN', 'keyARN', 'secretARN']);

/** The account that a value names, if it is another one. An S3 bucket's ARN names none. */
export function otherAccount(path: string, value: JsonValue | undefined, account: string): string | undefined {
  if (typeof value !== 'string' || account === '' || !namesAccount(path)) return undefined;
  const named = /^arn:[^:]*:[^:]*:[^:]*:(\d{12}):/.exec(value)?.[1] ?? /^\d{12}$/.exec(value)?.[0];
  return named === account ? undefined : named;
}

function namesAccount(path: string): boolean {
  if (path.startsWith('tags')) return false;
  return fieldAt(path)?.row.flags.includes('xacct') === true || arnNames.has(splitPath(path).at(-1) ?? '');
}
