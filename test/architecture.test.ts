// The rules of the design that no compiler checks: who may import whom, and how large things may be.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

type Import = { readonly from: string; readonly to: string; readonly isTypeOnly: boolean };

const files = ['shared', 'main', 'renderer'].flatMap((layer) =>
  readdirSync(join(root, layer), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts'))
    .map((name) => join(layer, name)),
);

const sources = new Map(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));

/** `import … from 'x'`, `export … from 'x'`, `import 'x'` and `import('x')`. */
const statement = /^\s*(import|export)\s+(type\s+)?(?:([^'";]*?)\s+from\s+)?'([^']+)'|\bimport\('([^']+)'\)/gm;

const imports: readonly Import[] = [...sources].flatMap(([from, text]) =>
  [...text.matchAll(statement)].map((match): Import => {
    const [, , type, names = '', named, dynamic] = match;
    const specifier = (named ?? dynamic ?? '').replace(/\?.*$/, '');
    const to = specifier.startsWith('.') ? relative(root, join(root, dirname(from), specifier)) : specifier;
    const everyNameIsType =
      names.startsWith('{') &&
      names
        .slice(1, -1)
        .split(',')
        .every((name) => /^\s*(?:type\s.*)?$/.test(name));
    return { from, to, isTypeOnly: type !== undefined || everyNameIsType };
  }),
);

const isLocal = (to: string): boolean => /^(?:shared|main|renderer)\//.test(to);
const isWithin = (path: string, ...places: readonly string[]): boolean =>
  places.some((place) => path === place || path.startsWith(place.endsWith('/') ? place : `${place}/`));

/** The imports of a part of the tree that are not allowed there, as texts. */
function offences(part: (file: string) => boolean, isAllowed: (entry: Import) => boolean): readonly string[] {
  return imports.filter((entry) => part(entry.from) && !isAllowed(entry)).map(({ from, to }) => `${from} -> ${to}`);
}

const isNode = (to: string): boolean => to.startsWith('node:');
const isElectron = (to: string): boolean => to === 'electron' || to.startsWith('electron/');

test('the files are found, and their imports', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(imports).toContainEqual({ from: 'main/core/createCore.ts', to: 'main/core/dispatch.ts', isTypeOnly: false });
  expect(imports).toContainEqual({ from: 'main/core/core.ts', to: 'shared/ipc/contract.ts', isTypeOnly: true });
  expect(
    imports
      .filter(({ to }) => isLocal(to) && /\.tsx?$/.test(to) && !sources.has(to) && !to.includes('assembly/'))
      .map(({ from, to }) => `${from} -> ${to}`),
  ).toEqual([]);
});

describe('who may import whom', () => {
  test('shared: itself, and zod beside the contract', () => {
    const isAllowed = ({ from, to }: Import): boolean =>
      isWithin(to, 'shared') || (to === 'zod' && isWithin(from, 'shared/ipc'));
    expect(offences((file) => isWithin(file, 'shared'), isAllowed)).toEqual([]);
  });

  test('main/core: shared, itself, Node and npm, never Electron', () => {
    const isAllowed = ({ to }: Import): boolean =>
      isLocal(to) ? isWithin(to, 'shared', 'main/core') : !isElectron(to);
    expect(offences((file) => isWithin(file, 'main/core'), isAllowed)).toEqual([]);
  });

  test('main/electron: the contract and the types of shared, the face of the core, Electron, Node', () => {
    const isAllowed = ({ to, isTypeOnly }: Import): boolean =>
      isWithin(to, 'main/electron') ||
      isElectron(to) ||
      isNode(to) ||
      isWithin(to, 'main/core/core.ts', 'main/core/dispatch.ts') ||
      (isWithin(to, 'shared') &&
        (isTypeOnly || isWithin(to, 'shared/ipc') || isWithin(to, 'shared/assert.ts', 'shared/errors.ts')));
    expect(offences((file) => isWithin(file, 'main/electron'), isAllowed)).toEqual([]);
  });

  test('the command line: the core, shared, Node; no Electron', () => {
    const isAllowed = ({ to }: Import): boolean => isWithin(to, 'main/cli', 'main/core', 'shared') || isNode(to);
    expect(offences((file) => isWithin(file, 'main/cli.ts', 'main/cli'), isAllowed)).toEqual([]);
  });

  test('a feature of the window: itself, state, ui, api and shared, the contract by its types only', () => {
    const features = files
      .filter((file) => isWithin(file, 'renderer') && file.split('/').length > 2)
      .map((file) => `renderer/${file.split('/')[1]}`);
    expect(new Set(features).size).toBeGreaterThan(5);
    const isAllowed = ({ from, to, isTypeOnly }: Import): boolean => {
      if (!isLocal(to)) return !isNode(to) && !isElectron(to);
      if (to === 'shared/ipc/contract.ts') return isTypeOnly;
      return isWithin(
        to,
        `renderer/${from.split('/')[1]}`,
        'renderer/state',
        'renderer/ui',
        'renderer/api.tsx',
        'shared',
      );
    };
    expect(offences((file) => features.some((feature) => isWithin(file, feature)), isAllowed)).toEqual([]);
  });

  test('nobody but the window imports the window', () => {
    expect(
      offences(
        (file) => !isWithin(file, 'renderer'),
        ({ to }) => !isWithin(to, 'renderer'),
      ),
    ).toEqual([]);
  });

  test.each([
    ['electron', (file: string) => isWithin(file, 'main/electron', 'main/index.ts')],
    ['@duckdb/', (file: string) => isWithin(file, 'main/core/store', 'main/core/ingest/knownFiles.ts')],
    ['@aws-sdk/', (file: string) => isWithin(file, 'main/core/aws')],
    ['ag-grid', (file: string) => isWithin(file, 'renderer/ui', 'renderer/events', 'renderer/sql')],
  ])('%s has one place', (library, isPlace) => {
    const users = imports
      .filter(({ to, isTypeOnly }) => !isTypeOnly && (to === library || to.startsWith(library)))
      .map(({ from }) => from);
    expect(users.filter((file) => !isPlace(file))).toEqual([]);
  });

  test('nobody in a circle', () => {
    const next = new Map(
      files.map((file) => [
        file,
        imports
          .filter(({ from, to, isTypeOnly }) => from === file && sources.has(to) && !isTypeOnly)
          .map(({ to }) => to),
      ]),
    );
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' -> '));
      else if (!done.has(file)) for (const to of next.get(file) ?? []) visit(to, [...path, file]);
      done.add(file);
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });
});

describe('form', () => {
  test('files are short, but for the two tables', () => {
    const tables = ['shared/ipc/contract.ts', 'shared/events/columns.ts'];
    const long = [...sources]
      .filter(([file, text]) => text.split('\n').length > 251 && !tables.includes(file))
      .map(([file]) => file);
    expect(long).toEqual([]);
  });

  test('no folder or file is named for nothing', () => {
    expect(files.filter((file) => /(?:^|\/)(?:utils?|helpers?|common|lib|misc)(?:\/|\.tsx?$)/i.test(file))).toEqual([]);
  });

  test('no default export, no file that only passes on', () => {
    expect(
      [...sources]
        .filter(([, text]) => /^export default/m.test(text))
        .map(([file]) => file)
        .filter((file) => !file.includes('assembly/')),
    ).toEqual([]);
    const isBarrel = (text: string): boolean =>
      text.split('\n').every((line) => /^\s*(?:\/\/.*|export .* from '.*';)?$/.test(line));
    expect([...sources].filter(([, text]) => isBarrel(text)).map(([file]) => file)).toEqual([]);
  });
});
