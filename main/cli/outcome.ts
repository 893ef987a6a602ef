// What went wrong without stopping the run: one line on standard error, and the exit status.
import type { SourceSpec } from '../../shared/ipc/sourceSpec.ts';
import { listProblems, unreadableAmong } from '../core/store/ledger.ts';
import { onTerminal } from './onTerminal.ts';
import type { Logs } from './withLogs.ts';

/** Status 1 where a path, or all there is, could not be read. */
export async function reportOutcome(logs: Logs): Promise<number> {
  const { workspace, totals, named } = logs;
  const { errors, filesRead } = totals.counts;
  const paths = named.flatMap((spec) => (spec.kind === 'local' ? [spec.path] : []));
  const [unreadable] = await unreadableAmong(workspace.database, paths);
  if (unreadable !== undefined) return failed(`${unreadable.file}: ${unreadable.message}`);
  if (filesRead === 0 && named.length > 0) {
    const reason = await whyNothing(logs);
    if (reason !== undefined) return failed(`nothing could be read from ${named.map(nameOf).join(', ')}: ${reason}`);
  }
  if (errors > 0)
    process.stderr.write(
      `firetrail: ${errors} ${errors === 1 ? 'problem' : 'problems'} while reading; firetrail import lists them\n`,
    );
  if (logs.isIncomplete)
    process.stderr.write(
      'firetrail: the last import into this workspace was stopped before its end; firetrail import --workspace continues it\n',
    );
  return 0;
}

function failed(message: string): number {
  process.stderr.write(`firetrail: ${onTerminal(message)}\n`);
  return 1;
}

/** An event history without events has been read; a folder or a bucket without a file has not. */
async function whyNothing({ workspace, totals, named, signal }: Logs): Promise<string | undefined> {
  const { filesSkipped } = totals.counts;
  const { problems } = await listProblems(workspace.database, { level: 'error', offset: 0, limit: 1 }, signal);
  const [problem] = problems;
  if (named.every(({ kind }) => kind === 'local') || (problem === undefined && filesSkipped > 0))
    return skippedText(filesSkipped);
  if (problem !== undefined) return `${problem.file}: ${problem.message}`;
  if (named.some(({ kind }) => kind === 'eventHistory')) return undefined;
  return 'there are no objects of what was chosen';
}

function nameOf(spec: SourceSpec): string {
  if (spec.kind === 'local') return spec.path;
  return spec.kind === 's3' ? `s3://${spec.bucket}/${spec.prefix}` : 'the event history';
}

function skippedText(filesSkipped: number): string {
  return filesSkipped === 0
    ? 'there are no files'
    : `${filesSkipped} ${filesSkipped === 1 ? 'file is' : 'files are'} no CloudTrail log`;
}
