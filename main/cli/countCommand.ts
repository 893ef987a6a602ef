import { readEventFilter } from '../core/store/eventFilter.ts';
import { countEvents } from '../core/store/export.ts';
import type { Command } from './command.ts';
import { checkFields, requireField } from './fields.ts';
import { standardOut } from './output.ts';
import { rowWriter } from './rowWriter.ts';
import { timeZoneOf } from './timeZone.ts';
import { withLogs } from './withLogs.ts';

export const countCommand: Command = {
  name: 'count',
  synopsis: 'PATH… [--where FILTER] [--by COLUMN] [--tz ZONE]',
  summary: 'Counts events, in all or by the values of a column or of a path into the record, most frequent first.',
  valueOptions: ['where', 'by', 'tz'],
  flags: [],
  run: async (options, context) => {
    const timeZone = timeZoneOf(options);
    const asked = options.value('by');
    const by = asked === undefined ? undefined : requireField(asked);
    return withLogs({ paths: options.positionals, options, context }, async ({ workspace: { database }, signal }) => {
      const filter = await readEventFilter(database, options.value('where') ?? '', timeZone, signal);
      await checkFields(database, by === undefined ? [] : [by], signal);
      const result = await countEvents(database, { filter, timeZone }, by);
      if (options.has('json')) return console.log(JSON.stringify(result, undefined, 2));
      console.log(`${result.total} events`);
      if (by === undefined) return;
      const writer = rowWriter('table', ['count', by], standardOut());
      for (const { value, count } of result.groups) await writer.row([count, value ?? '(none)']);
      await writer.end();
    });
  },
};
