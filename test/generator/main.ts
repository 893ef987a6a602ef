// npx tsx test/generator/main.ts --out DIR --events 1000000 --files 20000 … : a tree of CloudTrail logs, the same for the same seed.
import { existsSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { writeTree } from './write.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    events: { type: 'string', default: '100000' },
    files: { type: 'string', default: '2000' },
    accounts: { type: 'string', default: '5' },
    regions: { type: 'string', default: '6' },
    days: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    duplicates: { type: 'string', default: '0.05' },
    streams: { type: 'string', default: '20' },
    acts: { type: 'string', default: '6' },
    start: { type: 'string', default: '2026-06-01' },
  },
});

if (values.out === undefined) throw new Error('Give --out DIR');
if (existsSync(values.out) && readdirSync(values.out).length > 0) throw new Error(`${values.out} is not empty`);
const started = performance.now();
const tally = await writeTree(values.out, {
  events: Number(values.events),
  files: Number(values.files),
  accounts: Number(values.accounts),
  regions: Number(values.regions),
  days: Number(values.days),
  seed: Number(values.seed),
  duplicates: Number(values.duplicates),
  streams: Number(values.streams),
  acts: Number(values.acts),
  start: values.start,
});
const seconds = Math.round((performance.now() - started) / 100) / 10;
process.stdout.write(
  `${JSON.stringify({ ...tally, gzipRatio: Math.round((tally.rawBytes / tally.gzipBytes) * 100) / 100, seconds }, undefined, 2)}\n`,
);
