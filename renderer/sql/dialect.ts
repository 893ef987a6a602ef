// DuckDB's SQL for the editor: that of PostgreSQL, with what DuckDB adds to a SELECT.
import { PostgreSQL, SQLDialect } from '@codemirror/lang-sql';

import { sqlFunctions } from './functions.ts';

/** Offered for completion; the parser knows many more. */
export const keywords: readonly string[] = (
  'SELECT|DISTINCT|FROM|WHERE|GROUP BY|GROUP BY ALL|HAVING|QUALIFY|ORDER BY|LIMIT|OFFSET|WITH|AS|JOIN|LEFT JOIN|' +
  'ANTI JOIN|SEMI JOIN|ASOF JOIN|CROSS JOIN|ON|USING|UNION|UNION ALL|EXCEPT|INTERSECT|AND|OR|NOT|IN|EXISTS|BETWEEN|' +
  'LIKE|ILIKE|SIMILAR TO|IS NULL|IS NOT NULL|IS DISTINCT FROM|CASE|WHEN|THEN|ELSE|END|ASC|DESC|NULLS LAST|OVER|' +
  'PARTITION BY|FILTER|INTERVAL|CAST|EXCLUDE|REPLACE|PIVOT|UNPIVOT|VALUES|TRUE|FALSE|NULL'
).split('|');

export const duckdb = SQLDialect.define({
  ...PostgreSQL.spec,
  keywords: `${PostgreSQL.spec.keywords ?? ''} qualify asof anti semi positional exclude pivot unpivot ilike summarize`,
  builtin: sqlFunctions.map(([name]) => name).join(' '),
  doubleQuotedStrings: false,
});
