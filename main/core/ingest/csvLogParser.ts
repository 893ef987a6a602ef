import type { FileReport } from './fileReport.ts';
export class CsvLogParser {
  isStopped = false;
  constructor(_report: FileReport) {}
  write(_chunk: Buffer): void {}
  finish(_isCutShort: boolean): void {}
}
