import type { CommandContext, Command, Options } from './command.ts';
import { foldersOf, slackText } from '../../shared/aws/timeRange.ts';
import type { Problem } from '../../shared/problems.ts';
import { streamProblems } from '../core/store/ledger.ts';
import { standardOut, type TextOut } from './output.ts';
import { withLogs, type Logs } from './withLogs.ts';

export const importCommand: Command = {
  name: 'import',
  synopsis: 'PATH… [--workspace FILE] [--json]',
  summary: 'Reads everything and says what was read and what was wrong.',
  valueOptions: [],
  flags: [],
  run: (options: Options, context: CommandContext) =>
    withLogs({ paths: options.positionals, options, context, isImport: true }, async (logs) => {
      const out = standardOut();
      await (options.has('json') ? writeJson(logs, out) : writeText(logs, out));
      out.end();
    }),
};

type ImportResult = ReturnType<typeof importResult>;

function importResult({ totals, unchangedFiles, seconds }: Logs) {
  const { counts } = totals;
  return {
    files: { read: counts.filesRead, skipped: counts.filesSkipped, unchanged: unchangedFiles },
    events: { read: counts.read, unique: counts.unique, duplicates: counts.duplicates, rejected: counts.rejected },
    bytes: { compressed: totals.compressedBytes, raw: totals.rawBytes },
    seconds,
  };
}

async function writeJson(logs: Logs, out: TextOut): Promise<void> {
  const whole = JSON.stringify({ ...importResult(logs), problems: [] }, undefined, 2);
  const end = ']\n}';
  await out.write(whole.slice(0, -end.length));
  let separator = '\n    ';
  const write = async (problem: Problem): Promise<void> => {
    await out.write(separator + JSON.stringify(problem, undefined, 2).replaceAll('\n', '\n    '));
    separator = ',\n    ';
  };
  await streamProblems(logs.workspace.database, write, logs.signal);
  await out.write(separator.startsWith(',') ? `\n  ${end}\n` : `${end}\n`);
}

async function writeText(logs: Logs, out: TextOut): Promise<void> {
  await out.write(`${describe(importResult(logs))}\n${describeDays(logs)}`);
  let heading = '\nProblems\n';
  const write = async (problem: Problem): Promise<void> => {
    await out.write(`${heading}${describeProblem(problem)}\n`);
    heading = '';
  };
  await streamProblems(logs.workspace.database, write, logs.signal);
}

function describe({ files, events, bytes, seconds }: ImportResult): string {
  const count = new Intl.NumberFormat('en');
  return [
    `Files     ${count.format(files.read)} read, ${count.format(files.skipped)} skipped, ${count.format(files.unchanged)} unchanged`,
    `Events    ${count.format(events.read)} read = ${count.format(events.unique)} unique + ${count.format(events.duplicates)} duplicates; ${count.format(events.rejected)} rejected`,
    `Bytes     ${count.format(bytes.compressed)} stored, ${count.format(bytes.raw)} decompressed`,
    `Time      ${seconds} s`,
  ].join('\n');
}

/** Which folders were looked into, where a time was asked for. */
function describeDays({ named }: Logs): string {
  const lines = named.flatMap((spec) => {
    const isRanged = spec.kind === 's3' && spec.layout === 'trail' && Object.keys(spec.range).length > 0;
    return isRanged ? [`Days      ${slackText(foldersOf(spec.range, Date.now()))}\n`] : [];
  });
  return [...new Set(lines)].join('');
}

function describeProblem({ file, kind, level, message, record, position }: Problem): string {
  const place = [
    record === undefined ? '' : `, record ${record}`,
    position === undefined ? '' : `, byte ${position}`,
  ].join('');
  return `  ${level === 'error' ? 'error' : 'info '}  ${kind}  ${file}${place}\n         ${message}`;
}
