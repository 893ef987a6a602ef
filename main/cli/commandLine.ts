// From arguments to an exit status: 0 done; 1 a path, a file or a query failed; 2 the command itself is wrong;
// 130 interrupted, as shells say it. One clear line on standard error each time.
import { AppError, isCancelled, type ErrorCode } from '../../shared/errors.ts';
import { parseCommand, usage } from './arguments.ts';
import { countCommand } from './countCommand.ts';
import { diffCommand } from './diffCommand.ts';
import { eventsCommand } from './eventsCommand.ts';
import { importCommand } from './importCommand.ts';
import { ReaderLeft } from './output.ts';
import { isAtTerminal, onTerminal } from './onTerminal.ts';
import { profilesCommand } from './profilesCommand.ts';
import { recordCommand } from './recordCommand.ts';
import { sqlCommand } from './sqlCommand.ts';
import { streamsCommand } from './streamsCommand.ts';
import type { Command, CommandContext } from './command.ts';

const commands: Readonly<Record<string, Command>> = {
  import: importCommand,
  events: eventsCommand,
  record: recordCommand,
  count: countCommand,
  streams: streamsCommand,
  diff: diffCommand,
  sql: sqlCommand,
  profiles: profilesCommand,
};

const mistakes: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'bad-request',
  'filter/invalid',
  'sql/invalid',
  'column/unknown',
  'event/ambiguous',
  'stream/not-found',
  'stream/ambiguous',
]);

export async function runCommandLine(argv: readonly string[], context: CommandContext): Promise<number> {
  // Met again, and answered, at the next write.
  const ignore = (): void => undefined;
  process.stdout.on('error', ignore);
  try {
    const [name, ...rest] = argv;
    if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
      console.log(usage(Object.values(commands)));
      return 0;
    }
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (command === undefined)
      throw new AppError(
        'bad-request',
        `There is no command "${name}". The commands are ${Object.keys(commands).join(', ')}.`,
      );
    if (rest.includes('--help')) {
      console.log(usage([command]));
      return 0;
    }
    return await command.run(parseCommand(command, rest), context);
  } catch (error) {
    if (error instanceof ReaderLeft) return 0;
    if (!(error instanceof AppError)) throw error;
    // Who may be asked for a code is asked: it was a script.
    const hint =
      error.code === 'aws/mfa' && !isAtTerminal() ? ' Run the command in a terminal, which asks for it.' : '';
    process.stderr.write(`firetrail: ${onTerminal(error.message, true)}${hint}\n`);
    if (isCancelled(error)) return 130;
    return mistakes.has(error.code) ? 2 : 1;
  } finally {
    process.stdout.off('error', ignore);
  }
}
