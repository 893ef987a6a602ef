// Feeds the bytes of one log file, decompressed, to a parser and sees the file through to its end, whatever happens.
import { DamagedBytes } from './damage.ts';
import { FileReport, TooMuchHeld, type Fault, type ReportSink } from './fileReport.ts';
import type { FileOutcome } from './found.ts';
import { formatBytes, maxFileBytes } from './limits.ts';
import { SniffingParser } from './logParser.ts';

export type LogBytes = {
  /** Begins at the first byte each time it is called. */
  readonly open: () => AsyncIterable<Buffer> | Iterable<Buffer>;
  readonly compressedBytes: number;
};

export type FileSink = ReportSink & { end(outcome: FileOutcome): void };

export type Reading = {
  readonly name: string;
  readonly sink: FileSink;
  readonly signal: AbortSignal;
  /** Texts are wanted as they are in the file, not as they can be stored. */
  readonly isExact: boolean;
};

export async function readBytes(log: LogBytes, { name, sink, signal, isExact }: Reading): Promise<void> {
  let outcome: FileOutcome;
  try {
    outcome = await readOnce(log, new FileReport(sink, name, { isLog: false, isExact }), signal);
  } catch (error) {
    if (!(error instanceof TooMuchHeld)) throw error;
    outcome = await readOnce(log, new FileReport(sink, name, { isLog: true, isExact }), signal);
  }
  sink.end(outcome);
}

async function readOnce(log: LogBytes, report: FileReport, signal: AbortSignal): Promise<FileOutcome> {
  const parser = new SniffingParser(report);
  let rawBytes = 0;
  let damage: DamagedBytes | undefined;
  try {
    for await (const chunk of log.open()) {
      if (signal.aborted || parser.isStopped) break;
      parser.write(rawBytes + chunk.length > maxFileBytes ? chunk.subarray(0, maxFileBytes - rawBytes) : chunk);
      rawBytes += chunk.length;
      if (rawBytes > maxFileBytes)
        throw new DamagedBytes('too-large', `The file is longer than ${formatBytes(maxFileBytes)}.`);
    }
  } catch (error) {
    if (!(error instanceof DamagedBytes)) throw error;
    damage = error;
  }
  parser.finish(damage !== undefined || signal.aborted);
  if (!signal.aborted) report.finish(damage === undefined ? undefined : faultOf(damage, rawBytes, report.records));
  return { compressedBytes: log.compressedBytes, rawBytes, records: report.records, rejected: report.rejected };
}

function faultOf(damage: DamagedBytes, position: number, records: number): Fault {
  const isBefore = damage.kind !== 'unreadable' || position > 0;
  const message = isBefore
    ? `${damage.message} Records read before that: ${String(records)}. Copy the file again.`
    : damage.message;
  return { kind: damage.kind, message, ...(isBefore ? { position } : {}), isInJson: true };
}
