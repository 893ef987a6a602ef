import type { CommandContext, Command, Options } from './command.ts';
import { allProblems } from '../core/store/ledger.ts';
import { withLogs, type Logs } from './withLogs.ts';

export const importCommand: Command = {
  name: 'import',
  synopsis: 'PATH… [--workspace FILE] [--json]',
  summary: 'Reads everything and says what was read and what was wrong.',
  valueOptions: [],
  flags: [],
  run: (options: Options, context: CommandContext) =>
    withLogs({ paths: options.positionals, options, context }, async (logs) => {
      const result = await importResult(logs);
      console.log(options.has('json') ? JSON.stringify(result, undefined, 2) : describe(result));
    }),
};

type ImportResult = Awaited<ReturnType<typeof importResult>>;

async function importResult({ workspace, totals, unchangedFiles, seconds }: Logs) {
  const { counts } = totals;
  const problems = await allProblems(workspace.database);
  return {
    files: { read: counts.filesRead, skipped: counts.filesSkipped, unchanged: unchangedFiles },
    events: { read: counts.read, unique: counts.unique, duplicates: counts.duplicates, rejected: counts.rejected },
    bytes: { compressed: totals.compressedBytes, raw: totals.rawBytes },
    seconds,
    problems: problems.map(({ text: _text, ...problem }) => problem),
  };
}

function describe({ files, events, bytes, seconds, problems }: ImportResult): string {
  const count = new Intl.NumberFormat('en');
  const lines = [
    `Files     ${count.format(files.read)} read, ${count.format(files.skipped)} skipped, ${count.format(files.unchanged)} unchanged`,
    `Events    ${count.format(events.read)} read = ${count.format(events.unique)} unique + ${count.format(events.duplicates)} duplicates; ${count.format(events.rejected)} rejected`,
    `Bytes     ${count.format(bytes.compressed)} stored, ${count.format(bytes.raw)} decompressed`,
    `Time      ${seconds} s`,
  ];
  const listed = problems.map(({ file, kind, level, message, record, position }) => {
    const place = [
      record === undefined ? '' : `, record ${record}`,
      position === undefined ? '' : `, byte ${position}`,
    ].join('');
    return `  ${level === 'error' ? 'error' : 'info '}  ${kind}  ${file}${place}\n         ${message}`;
  });
  return listed.length === 0 ? lines.join('\n') : [...lines, '', 'Problems', ...listed].join('\n');
}
