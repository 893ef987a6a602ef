// The columns of the tables about streams, as people may query them (README, "SQL").

export type CellType = 'VARCHAR' | 'INTEGER' | 'BOOLEAN' | 'TIMESTAMP';

const told = {
  account: 'VARCHAR',
  region: 'VARCHAR',
  name: 'VARCHAR',
  lifetime: 'INTEGER',
  version: 'VARCHAR',
  ordinal: 'INTEGER',
  eventTime: 'TIMESTAMP',
  eventID: 'VARCHAR',
  eventName: 'VARCHAR',
  actor: 'VARCHAR',
} as const;

/** Tables that are filled row by row (versionTables.ts). */
export const filledTables = {
  versions: {
    ...told,
    versionId: 'VARCHAR',
    summary: 'VARCHAR',
    severity: 'VARCHAR',
    changes: 'INTEGER',
    noise: 'INTEGER',
    complete: 'BOOLEAN',
    unknown: 'VARCHAR',
    stale: 'VARCHAR',
    ambiguous: 'VARCHAR',
    notes: 'VARCHAR',
    config: 'VARCHAR',
  },
  changes: {
    ...told,
    path: 'VARCHAR',
    label: 'VARCHAR',
    kind: 'VARCHAR',
    before: 'VARCHAR',
    after: 'VARCHAR',
    severity: 'VARCHAR',
    reason: 'VARCHAR',
    noise: 'BOOLEAN',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, CellType>>>>;

/** The table `streams`: what each column is in store.streams. */
export const streamsColumns: Readonly<Record<string, string>> = {
  account: 'account',
  region: 'region',
  name: 'name',
  destination: "summary->>'$.destination'",
  state: "summary->>'$.state'",
  lifetimes: "(summary->>'$.lifetimes')::INTEGER",
  versions: "(summary->>'$.versions')::INTEGER",
  gaps: "(summary->>'$.gaps')::INTEGER",
  refused: "(summary->>'$.refused')::INTEGER",
  conflicts: "(summary->>'$.conflicts')::INTEGER",
  events: "(summary->>'$.events')::INTEGER",
  complete: "(summary->>'$.isComplete')::BOOLEAN",
  firstEventTime: timeOf('firstEventTime'),
  lastEventTime: timeOf('lastEventTime'),
  lastChangeTime: timeOf('lastChange.time'),
  lastChangeActor: "summary->>'$.lastChange.actor'",
  lastChange: "summary->>'$.lastChange.summary'",
  severity: "summary->>'$.lastChange.severity'",
};

function timeOf(member: string): string {
  return `nullif(summary->>'$.${member}', '')::TIMESTAMP`;
}
