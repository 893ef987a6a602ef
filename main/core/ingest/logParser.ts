// Decides by the first bytes how a file is read.
import { Base64LogParser, isBase64Gzip } from './base64LogParser.ts';
import { lineFeed, openBrace, openBracket, skipSpace } from './bytes.ts';
import { CsvLogParser } from './csvLogParser.ts';
import { isCsvHeader } from './csvColumns.ts';
import type { FileReport } from './fileReport.ts';
import { JsonLogParser } from './jsonLogParser.ts';

export type LogParser = {
  write(chunk: Buffer): void;
  /** `isCutShort`: the bytes end because they could not be read on, which is reported elsewhere. */
  finish(isCutShort: boolean): void;
  /** Nothing that follows can be read. */
  readonly isStopped: boolean;
};

/** A header of CloudTrail Lake with all its columns has about 700 bytes. */
const longestHeader = 16 * 1024;

/** Holds the first bytes until there are enough of them to choose by. */
export class SniffingParser implements LogParser {
  private readonly report: FileReport;
  private head: Buffer = Buffer.alloc(0);
  private chosen: LogParser | undefined;

  constructor(report: FileReport) {
    this.report = report;
  }

  get isStopped(): boolean {
    return this.chosen?.isStopped ?? false;
  }

  write(chunk: Buffer): void {
    if (this.chosen !== undefined) return this.chosen.write(chunk);
    this.head = this.head.length === 0 ? chunk : Buffer.concat([this.head, chunk]);
    if (canChoose(this.head)) this.choose();
  }

  finish(isCutShort: boolean): void {
    if (this.chosen === undefined) this.choose();
    this.chosen?.finish(isCutShort);
  }

  private choose(): void {
    this.chosen = this.parserFor(this.head);
    this.chosen.write(this.head);
    this.head = Buffer.alloc(0);
  }

  private parserFor(head: Buffer): LogParser {
    if (isBase64Gzip(head)) return new Base64LogParser(this.report);
    if (beginsAsJson(head)) return new JsonLogParser(this.report);
    return isCsvHeader(firstLine(head)) ? new CsvLogParser(this.report) : new JsonLogParser(this.report);
  }
}

function canChoose(head: Buffer): boolean {
  const start = skipSpace(head, 0, head.length);
  return beginsAsJson(head) || head.length >= longestHeader || head.includes(lineFeed, start);
}

function beginsAsJson(head: Buffer): boolean {
  const first = head[skipSpace(head, 0, head.length)];
  return first === openBrace || first === openBracket;
}

function firstLine(head: Buffer): string {
  const text = head
    .toString('utf8', 0, longestHeader)
    .replace(/^\uFEFF/, '')
    .trimStart();
  return text.split(/\r?\n/, 1)[0] ?? '';
}
