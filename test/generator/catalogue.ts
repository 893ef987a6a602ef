// The event mix: events.tsv, condensed from distributions measured on real logs (names, weights, error shares, sizes).
import { readFileSync } from 'node:fs';
import { weighted } from './random.ts';
import { parseTemplate, type Template } from './template.ts';

export type Caller = 'any' | 'svc' | 'acct' | 'web' | 'saml' | 'node' | 'console' | 'login' | 'none' | 'idc' | 'dir';

export type EventKind = {
  readonly eventSource: string;
  readonly eventName: string;
  readonly weight: number;
  readonly caller: Caller;
  readonly isReadOnly: boolean;
  readonly category: 'Management' | 'Data';
  readonly eventType: 'AwsApiCall' | 'AwsServiceEvent' | 'AwsConsoleSignIn';
  readonly errorShare: number;
  readonly errorCode: string;
  readonly request: Template;
  readonly response: Template;
  readonly additional: Template | undefined;
  readonly resources: Template | undefined;
};

const callers: readonly string[] = [
  'any',
  'svc',
  'acct',
  'web',
  'saml',
  'node',
  'console',
  'login',
  'none',
  'idc',
  'dir',
];

function isCaller(text: string): text is Caller {
  return callers.includes(text);
}

function parseRow(row: string): EventKind {
  const [
    service = '',
    eventName = '',
    weight = '',
    caller = '',
    flags = '',
    errorShare = '',
    errorCode = '',
    ...templates
  ] = row.split('\t');
  const [request = '', response = '', additional = '', resources = ''] = templates;
  if (!isCaller(caller)) throw new Error(`No such caller: ${caller} in ${row}`);
  return {
    eventSource: `${service}.amazonaws.com`,
    eventName,
    weight: Number(weight),
    caller,
    isReadOnly: flags.includes('r'),
    category: flags.includes('d') ? 'Data' : 'Management',
    eventType: flags.includes('e') ? 'AwsServiceEvent' : flags.includes('l') ? 'AwsConsoleSignIn' : 'AwsApiCall',
    errorShare: Number(errorShare),
    errorCode,
    request: parseTemplate(request),
    response: parseTemplate(response),
    additional: additional === '' ? undefined : parseTemplate(additional),
    resources: resources === '' ? undefined : parseTemplate(resources),
  };
}

function readCatalogue(): readonly EventKind[] {
  const rows = readFileSync(new URL('./events.tsv', import.meta.url), 'utf8')
    .trim()
    .split('\n');
  return rows.slice(2).map(parseRow);
}

export const catalogue = weighted(readCatalogue(), (kind) => kind.weight);
