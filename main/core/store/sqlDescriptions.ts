// What the tables that SQL can name are, in words, for the list beside the editor and its completion. Which columns
// there are, and of which types, DuckDB says itself; those of `events` are described in the table of columns.
import { columns } from '../../../shared/events/columns.ts';
import type { sqlTables } from '../../../shared/sqlTables.ts';

type TableName = (typeof sqlTables)[number];

export const tableDescriptions: Readonly<Record<TableName, string>> = {
  events: 'Every event once, as in the grid',
  copies: 'Every place where an event was found',
  files: 'Every log file, and member of an archive, that was looked at',
  problems: 'The ledger: what was skipped, rejected or only partly read',
  streams: 'Delivery streams that a Firehose call names',
  versions: 'The configurations that calls gave to delivery streams',
  changes: 'What each version of a delivery stream changed, value by value',
};

const ofStream = {
  account: 'The account of the stream',
  region: 'The region of the stream',
  name: 'The name of the stream',
};

const ofVersion = {
  ...ofStream,
  lifetime: 'Which stream of this name, from 1: it may have been deleted and created again',
  version: 'The version, with its revision where tags or encryption changed: 6.1',
  ordinal: 'Its place in the lifetime, from 1',
  eventTime: 'When the call was made that made it, in UTC',
  eventID: 'The event of that call',
  eventName: 'The Firehose action',
  actor: 'Who made the call',
};

export const columnDescriptions: Readonly<Record<TableName, Readonly<Record<string, string>>>> = {
  events: Object.fromEntries(columns.map(({ id, description }) => [id, description])),
  copies: {
    eventID: 'The event',
    account: 'The account that received it',
    file: 'The file the copy stands in',
    ordinal: 'The place of the record in its file, from 0',
    start: 'The first byte of the record in the decompressed file',
    end: 'The byte after its last',
  },
  files: {
    file: 'The path; of a member of an archive: archive!member',
    sizeBytes: 'The size as it lies on the disk',
    rawBytes: 'The size of its content, decompressed',
    records: 'How many records were read from it',
    rejected: 'How many things in the place of a record were none',
    skipped: 'Whether it holds no CloudTrail records',
    modified: 'When the file was last changed, in UTC',
  },
  problems: {
    file: 'The file it was found in',
    kind: 'What is wrong: truncated, corrupt, invalid-json, invalid-record, conflict, …',
    level: 'error, or info where nothing is wrong',
    message: 'What it means, in words',
    record: 'The place of the record in its file, from 0',
    position: 'The byte in the decompressed file',
    text: 'What stands in the place of a record',
  },
  streams: {
    ...ofStream,
    destination: 'The kind of destination of the newest configuration',
    state: 'open, deleted, ended, seen or never-created',
    lifetimes: 'How often a stream of this name was created, as far as the log shows',
    versions: 'How many versions the log shows',
    gaps: 'How many times versions are missing in the log',
    refused: 'How many calls were refused',
    conflicts: 'How many records contradict each other',
    events: 'How many calls of Firehose name it',
    complete: 'Whether the whole configuration is known',
    firstEventTime: 'The first call that names it, in UTC',
    lastEventTime: 'The last call that names it, in UTC',
    lastChangeTime: 'When its configuration was changed last, in UTC',
    lastChangeActor: 'Who changed it last',
    lastChange: 'What the last change was, in words',
    severity: 'How grave the last change is',
  },
  versions: {
    ...ofVersion,
    versionId: 'The number that AWS gives the version',
    summary: 'What changed, in words',
    severity: 'The highest severity among its changes',
    changes: 'How many changes matter',
    noise: 'How many do not: restatements and defaults',
    complete: 'Whether the whole configuration is known',
    unknown: 'Sections that no event states, a JSON list',
    stale: 'Values that may have changed in a gap, a JSON list',
    ambiguous: 'Values of which it is not documented whether they were kept, a JSON list',
    notes: 'What else is not sure, a JSON list',
    config: 'The configuration, as JSON',
  },
  changes: {
    ...ofVersion,
    path: 'The way to the value in the configuration',
    label: 'What the value is called for people',
    kind: 'added, removed, modified, hidden or set',
    before: 'The value before, as JSON',
    after: 'The value after, as JSON',
    severity: 'How grave the change is',
    reason: 'Why it is so grave',
    noise: 'Whether it is only a restatement or a default',
  },
};
