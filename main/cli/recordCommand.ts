import { AppError } from '../../shared/errors.ts';
import type { Database } from '../core/store/database.ts';
import { readDetail, readExactText } from '../core/store/eventDetail.ts';
import { quoteText } from '../core/store/schema.ts';
import type { Command } from './command.ts';
import { standardOut } from './output.ts';
import { withLogs } from './withLogs.ts';

export const recordCommand: Command = {
  name: 'record',
  synopsis: 'PATH… --event EVENTID [--account A]',
  summary: "Prints a record's exact text; with --json, every place it was found.",
  valueOptions: ['event', 'account'],
  flags: [],
  run: async (options, context) => {
    const eventID = options.value('event');
    if (eventID === undefined) throw new AppError('bad-request', 'Name the event with --event EVENTID');
    return withLogs({ paths: options.positionals, options, context }, async ({ workspace: { database }, signal }) => {
      const event = await findEvent(database, eventID, options.value('account'));
      if (options.has('json')) {
        const { places, conflicts } = await readDetail(database, event, signal);
        return console.log(
          JSON.stringify({ places, conflicts: conflicts.map(({ place, text }) => ({ ...place, text })) }, undefined, 2),
        );
      }
      const { text, bytes, note } = await readExactText(database, event, signal);
      const out = standardOut();
      await out.write(bytes ?? text);
      out.end();
      if (note !== undefined) process.stderr.write(`firetrail: ${note}\n`);
    });
  },
};

async function findEvent(database: Database, eventID: string, account: string | undefined): Promise<number> {
  const inAccount = account === undefined ? '' : ` AND "recipientAccountId" = ${quoteText(account)}`;
  const rows = await database.rows(
    `SELECT id, coalesce("recipientAccountId", '(none)') AS account FROM store.events WHERE "eventID" = ${quoteText(eventID)}${inAccount} ORDER BY account`,
  );
  const [first, ...others] = rows;
  if (first === undefined)
    throw new AppError(
      'event/not-found',
      `There is no event ${eventID}${account === undefined ? '' : ` in account ${account}`}`,
    );
  if (others.length === 0) return Number(first['id']);
  const accounts = rows.map((row) => String(row['account'])).join(', ');
  throw new AppError(
    'event/ambiguous',
    `Event ${eventID} stands in several accounts: ${accounts}. Choose one with --account.`,
  );
}
