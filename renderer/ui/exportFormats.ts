// The kinds of files that rows can be written into, with what each is good for.
export const exportFormats = [
  { value: 'csv', label: 'CSV', use: 'for spreadsheets; cells that would run as a formula are made harmless' },
  { value: 'ndjson', label: 'NDJSON', use: 'one exact record a line, for jq, other tools and as evidence' },
  { value: 'json', label: 'JSON', use: 'one document in the form of a CloudTrail file: {"Records": […]}' },
  { value: 'parquet', label: 'Parquet', use: 'typed columns, small and quick, for DuckDB, Athena and notebooks' },
] as const;

/** Whether the rows are written column by column; the others hold records whole. */
export function hasColumns(format: (typeof exportFormats)[number]['value']): boolean {
  return format === 'csv' || format === 'parquet';
}
