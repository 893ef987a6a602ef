// The shared config and credentials files of the AWS tools, put together. They are only ever read.
import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';

import type { ProfileFileProblem } from '../../../shared/aws/profile.ts';
import { parseIni, type IniSection } from './iniText.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export type ProfileSection = {
  readonly name: string;
  readonly values: Map<string, string>;
  /** As shown: `~/.aws/config`. */
  readonly files: string[];
};

export type ProfileFiles = {
  /** In the order of the files: config first. */
  readonly profiles: ReadonlyMap<string, ProfileSection>;
  readonly ssoSessions: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Of `[services NAME]`: `s3.endpoint_url` and the like. */
  readonly services: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly problems: readonly ProfileFileProblem[];
};

export type FilePaths = { readonly config: string; readonly credentials: string };

export function homeOf(env: Environment): string {
  return env['HOME'] || env['USERPROFILE'] || homedir();
}

export function profilePaths(env: Environment): FilePaths {
  const home = homeOf(env);
  const inHome = (path: string): string => (/^~[/\\]/u.test(path) ? join(home, path.slice(2)) : path);
  return {
    config: inHome(env['AWS_CONFIG_FILE'] || join(home, '.aws', 'config')),
    credentials: inHome(env['AWS_SHARED_CREDENTIALS_FILE'] || join(home, '.aws', 'credentials')),
  };
}

export async function readProfileFiles(env: Environment): Promise<ProfileFiles> {
  const paths = profilePaths(env);
  const [config, credentials] = await Promise.all([
    read(paths.config, env, 'AWS_CONFIG_FILE'),
    read(paths.credentials, env, 'AWS_SHARED_CREDENTIALS_FILE'),
  ]);
  const files: Building = { profiles: new Map(), ssoSessions: new Map(), services: new Map(), problems: [] };
  addConfig(files, config);
  addCredentials(files, credentials);
  return { ...files, problems: inOrder(files.problems) };
}

/** The files in their order, each from its beginning to its end. */
function inOrder(problems: readonly ProfileFileProblem[]): readonly ProfileFileProblem[] {
  return problems.toSorted((one, other) => (one.file === other.file ? (one.line ?? 0) - (other.line ?? 0) : 0));
}

type Read = {
  readonly file: string;
  readonly sections: readonly IniSection[];
  readonly problems: ProfileFileProblem[];
};

type Building = {
  readonly profiles: Map<string, ProfileSection>;
  readonly ssoSessions: Map<string, Map<string, string>>;
  readonly services: Map<string, Map<string, string>>;
  readonly problems: ProfileFileProblem[];
};

async function read(path: string, env: Environment, variable: string): Promise<Read> {
  const file = shownPath(path, env);
  const bytes = await readFile(path).catch((error: unknown) => error as NodeJS.ErrnoException);
  if (bytes instanceof Error) {
    const isMissing = bytes.code === 'ENOENT' || bytes.code === 'ENOTDIR';
    // Neither file has to be there; one that a variable names does.
    if (isMissing && !env[variable]) return { file, sections: [], problems: [] };
    const message = isMissing
      ? `${variable} names this file, but it does not exist.`
      : `The file cannot be read (${bytes.code ?? 'unknown error'}): check its permissions.`;
    return { file, sections: [], problems: [{ file, message }] };
  }
  const { text, problems } = decode(bytes);
  const parsed = parseIni(text);
  return {
    file,
    sections: parsed.sections,
    problems: [...problems, ...parsed.problems].map((problem) => ({ file, ...problem })),
  };
}

function decode(bytes: Buffer): { text: string; problems: readonly { line?: number; message: string }[] } {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes), problems: [] };
  } catch {
    const text = bytes.toString('utf8');
    const line = text.slice(0, Math.max(0, text.indexOf('\uFFFD'))).split('\n').length;
    return { text, problems: [{ line, message: 'The file is not valid UTF-8. Save it as UTF-8.' }] };
  }
}

export function shownPath(path: string, env: Environment): string {
  const home = homeOf(env);
  return path.startsWith(`${home}/`) || path.startsWith(`${home}\\`) ? `~${path.slice(home.length)}` : path;
}

function addConfig(files: Building, { file, sections, problems }: Read): void {
  files.problems.push(...problems);
  const seen = new Map<string, number>();
  // `[profile default]` counts for more than `[default]`, wherever it stands.
  for (const section of sections.toSorted((one, other) => Number(isDefault(other)) - Number(isDefault(one)))) {
    const { kind, name } = headerOf(section.header);
    if (kind === 'profile') addProfile(files, { name, section, file, seen });
    else if (kind === 'sso-session') addTo(files.ssoSessions, name, section.values);
    else if (kind === 'services') addTo(files.services, name, section.values);
    else files.problems.push(...strangeSection(file, section));
  }
}

function addCredentials(files: Building, { file, sections, problems }: Read): void {
  files.problems.push(...problems);
  const seen = new Map<string, number>();
  for (const section of sections) {
    const { kind, name } = headerOf(section.header);
    if (kind !== undefined && section.header !== 'default')
      files.problems.push({
        file,
        line: section.line,
        message: `In this file [${section.header}] is no profile: write [${name}].`,
      });
    else addProfile(files, { name: section.header, section, file, seen });
  }
}

function isDefault(section: IniSection): boolean {
  return section.header === 'default';
}

/** `[default]`, `[profile NAME]`, `[profile "NAME WITH SPACES"]`, `[sso-session NAME]`, `[services NAME]`. */
function headerOf(header: string): { kind: 'profile' | 'sso-session' | 'services' | undefined; name: string } {
  if (header === 'default') return { kind: 'profile', name: header };
  const found = /^(profile|sso-session|services)\s+(?:"([^"]+)"|'([^']+)'|([^\s"']+))$/u.exec(header);
  const name = found?.[2] ?? found?.[3] ?? found?.[4];
  if (found === null || name === undefined) return { kind: undefined, name: header };
  return { kind: found[1] as 'profile' | 'sso-session' | 'services', name };
}

/** `[plugins]` and `[preview]` are the AWS CLI's own; anything else was meant to be a profile. */
function strangeSection(file: string, { header, line }: IniSection): readonly ProfileFileProblem[] {
  if (/^(plugins|preview)$/u.test(header)) return [];
  const name = header.replace(/^(profile|sso-session|services)(\s+|$)/u, '');
  const kind = /^(sso-session|services)/u.exec(header)?.[0] ?? 'profile';
  const wanted = /\s/u.test(name) ? `"${name}"` : name || 'NAME';
  return [{ file, line, message: `[${header}] is not a profile. If it should be, write [${kind} ${wanted}].` }];
}

function addProfile(
  files: Building,
  { name, section, file, seen }: { name: string; section: IniSection; file: string; seen: Map<string, number> },
): void {
  const first = seen.get(section.header);
  if (first !== undefined)
    files.problems.push({
      file,
      line: section.line,
      message: `[${section.header}] stands twice, first in line ${first}. Both count here; the AWS CLI refuses the file.`,
    });
  else seen.set(section.header, section.line);
  const profile = files.profiles.get(name) ?? { name, values: new Map<string, string>(), files: [] };
  for (const [key, value] of section.values) profile.values.set(key, value);
  if (!profile.files.includes(file)) profile.files.push(file);
  files.profiles.set(name, profile);
}

function addTo(sections: Map<string, Map<string, string>>, name: string, values: ReadonlyMap<string, string>): void {
  const section = sections.get(name) ?? new Map<string, string>();
  for (const [key, value] of values) section.set(key, value);
  sections.set(name, section);
}
