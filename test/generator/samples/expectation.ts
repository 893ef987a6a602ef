// Counts of the samples, from what was written.
import type { SampleFile, SampleProblem } from './sampleFile.ts';

type Counts = {
  readonly files: number;
  readonly read: number;
  readonly unique: number;
  readonly duplicates: number;
  readonly rejected: number;
  readonly firehose: number;
};

type Expectation = {
  readonly note: string;
  readonly total: Counts;
  readonly groups: Readonly<Record<string, Counts>>;
  /** Every file that is not one of the plain logs. */
  readonly files: readonly {
    readonly file: string;
    readonly read: number;
    readonly unique: number;
    readonly rejected: number;
  }[];
  readonly problems: readonly (SampleProblem & { readonly file: string })[];
  readonly summaryRows: number;
  readonly streams: readonly {
    readonly account: string;
    readonly region: string;
    readonly name: string;
    readonly events: Readonly<Record<string, number>>;
  }[];
};

function text(record: string, name: string): string {
  return new RegExp(`"${name}":"([^"]*)"`).exec(record)?.[1] ?? '';
}

function keyOf(record: string): string {
  return `${text(record, 'eventID')} ${text(record, 'recipientAccountId')}`;
}

function countsOf(files: readonly SampleFile[]): Counts {
  const records = files.flatMap((file) => file.records);
  const unique = new Set(records.map(keyOf)).size;
  return {
    files: files.length,
    read: records.length,
    unique,
    duplicates: records.length - unique,
    rejected: files.reduce((sum, file) => sum + file.rejected, 0),
    firehose: new Set(
      records.filter((record) => record.includes('"eventSource":"firehose.amazonaws.com","')).map(keyOf),
    ).size,
  };
}

function streamsOf(files: readonly SampleFile[]): Expectation['streams'] {
  const streams = new Map<string, Record<string, number>>();
  const seen = new Set<string>();
  for (const record of files.flatMap((file) => file.records)) {
    const name = text(record, 'deliveryStreamName');
    if (name === '' || !record.includes('"eventSource":"firehose.amazonaws.com","') || seen.has(keyOf(record)))
      continue;
    seen.add(keyOf(record));
    const stream = `${text(record, 'recipientAccountId')} ${text(record, 'awsRegion')} ${name}`;
    const events = streams.get(stream) ?? {};
    const refused = record.includes('"errorCode":') ? ` ${text(record, 'errorCode')}` : '';
    const event = `${text(record, 'eventName')}${refused}`;
    events[event] = (events[event] ?? 0) + 1;
    streams.set(stream, events);
  }
  return [...streams.entries()]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([stream, events]) => {
      const [account = '', region = '', name = ''] = stream.split(' ');
      return { account, region, name, events };
    });
}

export function expectation(files: readonly SampleFile[], summaryRows: number): Expectation {
  const group = (name: string): readonly SampleFile[] => files.filter((file) => file.path.startsWith(`${name}/`));
  return {
    note: 'Counted by the generator while it wrote. summaryRows stand in a listing of summary columns and are in none of the counts.',
    total: countsOf(files),
    groups: Object.fromEntries(['logs', 'formats', 'problems'].map((name) => [name, countsOf(group(name))])),
    files: [...group('formats'), ...group('problems')].map((file) => ({
      file: file.path,
      read: file.records.length,
      unique: new Set(file.records.map(keyOf)).size,
      rejected: file.rejected,
    })),
    problems: files.flatMap((file) => (file.problem === undefined ? [] : [{ file: file.path, ...file.problem }])),
    summaryRows,
    streams: streamsOf(files),
  };
}
