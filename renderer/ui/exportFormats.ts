// The kinds of files that rows can be written into, with what each is good for.
type ExportFormat = {
  readonly value: 'csv' | 'ndjson' | 'json' | 'parquet';
  readonly label: string;
  /** What it is for, of events and of the rows of a question in SQL. */
  readonly events: string;
  readonly rows: string;
};

export const exportFormats: readonly ExportFormat[] = [
  {
    value: 'csv',
    label: 'CSV',
    events: 'for spreadsheets; cells that would run as a formula are made harmless',
    rows: 'for spreadsheets, without live formulas',
  },
  {
    value: 'ndjson',
    label: 'NDJSON',
    events: 'the exact record of each event on a line: for evidence, jq and other tools',
    rows: 'an object on each line',
  },
  {
    value: 'json',
    label: 'JSON',
    events: 'the exact records in one document, in the form of a CloudTrail file',
    rows: 'one list of objects',
  },
  {
    value: 'parquet',
    label: 'Parquet',
    events: 'typed columns, small and quick: for DuckDB, Athena, notebooks',
    rows: 'typed columns, for DuckDB and notebooks',
  },
];

/** Whether the rows of events are written column by column; the others hold records whole. */
export function hasColumns(format: ExportFormat['value']): boolean {
  return format === 'csv' || format === 'parquet';
}
