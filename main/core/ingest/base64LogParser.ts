// Text that is gzip in base64, as a subscription of CloudWatch Logs hands it on: one batch, or one after the other.
import { decodeBase64Gzip } from './base64Gzip.ts';
import { lineFeed, skipSpace } from './bytes.ts';
import { ByteWindow } from './byteWindow.ts';
import type { FileReport } from './fileReport.ts';
import { formatBytes, maxRecordBytes } from './limits.ts';
import type { LogParser } from './logParser.ts';
import { findRecords, parseJson, rejectionAt } from './wrappings.ts';

/** Base64 of the three bytes that gzip begins with. */
const mark = Buffer.from('H4sI');

export function isBase64Gzip(head: Buffer): boolean {
  const start = skipSpace(head, 0, head.length);
  return head.subarray(start, start + mark.length).equals(mark);
}

export class Base64LogParser implements LogParser {
  isStopped = false;
  private readonly window = new ByteWindow();
  private readonly report: FileReport;
  private position = 0;

  constructor(report: FileReport) {
    this.report = report;
  }

  write(chunk: Buffer): void {
    this.window.append(chunk, this.position);
    for (let end = this.nextBatch(); end !== undefined; end = this.nextBatch()) this.take(end);
    if (this.window.end - this.position <= maxRecordBytes) return;
    const message = `A batch is longer than ${formatBytes(maxRecordBytes)} and was not read, nor what follows it.`;
    this.report.fault({ kind: 'too-large', message, position: this.position, isInJson: true });
    this.isStopped = true;
  }

  finish(isCutShort: boolean): void {
    if (!isCutShort && !this.isStopped) this.take(this.window.end);
  }

  /** Where the batch ends if another one begins on a line of its own; a batch may itself be broken into lines. */
  private nextBatch(): number | undefined {
    const { bytes, base } = this.window;
    const first = skipSpace(bytes, this.position - base, bytes.length);
    for (let at = bytes.indexOf(mark, first + 1); at >= 0; at = bytes.indexOf(mark, at + 1)) {
      if (bytes[at - 1] === lineFeed) return base + at;
    }
    return undefined;
  }

  private take(end: number): void {
    const { bytes, base } = this.window;
    const start = skipSpace(bytes, this.position - base, end - base);
    this.position = end;
    if (start >= end - base) return;
    const text = bytes.toString('latin1', start, end - base).trimEnd();
    const span = { bytes, start, end: start + text.length, base, isAscii: true, isExact: this.report.isExact };
    const json = decodeBase64Gzip(text);
    if (json === undefined) {
      const message = 'Looks like gzip in base64, but cannot be decompressed.';
      this.report.fault({ kind: 'corrupt', message, position: base + start, text, isInJson: true });
      return;
    }
    const findings = findRecords(text, span);
    if (findings.length === 0) this.report.add(rejectionAt(parseJson(json), span, undefined));
    for (const finding of findings) this.report.add(finding);
  }
}
