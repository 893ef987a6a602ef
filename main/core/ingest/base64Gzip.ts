// CloudWatch Logs hands its batches on as gzip in base64, so that they can stand in JSON and in queues.
import { gunzipSync } from 'node:zlib';
import { maxRecordBytes } from './limits.ts';

/** The text behind base64 of gzip; undefined where it is not that, or longer than a record may be. */
export function decodeBase64Gzip(text: string): string | undefined {
  try {
    return gunzipSync(Buffer.from(text, 'base64'), { maxOutputLength: maxRecordBytes }).toString('utf8');
  } catch {
    return undefined;
  }
}
