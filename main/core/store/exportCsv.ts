// A row of CSV as one text, made in SQL: to hand every cell to JavaScript takes ten times as long. It says what
// shared/events/csvText.ts says, and a test holds them against each other.
import { readField } from '../../../shared/events/field.ts';
import { formulaStart } from '../../../shared/events/csvText.ts';
import type { ZoneRun } from '../export/zoneRuns.ts';
import { withName } from './filterSqlName.ts';
import { quoteText } from './schema.ts';
import { selectColumn } from './select.ts';

/** `zone`: how far clocks are ahead of UTC in the times there are; empty for UTC. */
export function csvLineSql(columns: readonly string[], zone: readonly ZoneRun[]): string {
  return columns.map((id) => csvCellSql(id, zone)).join(` || ',' || `);
}

function csvCellSql(id: string, zone: readonly ZoneRun[]): string {
  const value = selectColumn(id, 'timestamps');
  const column = readField(id)?.column;
  switch (column?.type) {
    case 'timestamp':
      return `coalesce(${timeText(value, zone)}, '')`;
    case 'integer':
      return `coalesce(CAST(${value} AS VARCHAR), '')`;
    case 'boolean':
      return `CASE WHEN ${value} IS NULL THEN '' WHEN ${value} THEN 'true' ELSE 'false' END`;
    case 'text':
    case 'record':
      return csvText(value);
    case undefined:
      // A way into the record: followed once.
      return withName('cell', `CAST(${value} AS VARCHAR)`, csvText('cell'));
  }
}

const needsQuotes = quoteText('[",\r\n]');
const isFormula = quoteText(`^[${formulaStart}]`);

/** The cell of a text: what `csvCell` says of it. */
export function csvText(text: string): string {
  const apostrophe = `CASE WHEN regexp_matches(${text}, ${isFormula}) THEN '''' ELSE '' END`;
  return `CASE WHEN ${text} IS NULL THEN ''
    WHEN NOT regexp_matches(${text}, ${needsQuotes}) THEN ${apostrophe} || ${text}
    ELSE '"' || ${apostrophe} || replace(${text}, '"', '""') || '"' END`;
}

/** ISO 8601, with milliseconds only where there are any. */
function timeText(time: string, zone: readonly ZoneRun[]): string {
  const written = (clock: string, suffix: string): string => `CASE WHEN epoch_ms(${time}) % 1000 = 0
    THEN strftime(${clock}, '%Y-%m-%dT%H:%M:%S${suffix}') ELSE strftime(${clock}, '%Y-%m-%dT%H:%M:%S.%g${suffix}') END`;
  if (zone.length === 0) return written(time, 'Z');
  const runs = zone.map(({ beforeMs, offsetSeconds, suffix }) => {
    const text = written(`(${time} + to_seconds(${offsetSeconds}))`, suffix);
    return beforeMs === undefined ? `ELSE ${text}` : `WHEN epoch_ms(${time}) < ${beforeMs} THEN ${text}`;
  });
  return runs.length === 1 ? runs.map((run) => run.replace(/^ELSE /, '')).join('') : `CASE ${runs.join(' ')} END`;
}
