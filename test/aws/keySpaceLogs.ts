// Bodies of log files by the hundred thousand: each a real log of our generator, of its own account and region, in
// which only eventID and eventTime differ from file to file. What differs lies uncompressed in the gzip stream, between
// parts that were compressed once, so that making a file is copying it.
import { createHash } from 'node:crypto';
import { constants, crc32, deflateRawSync } from 'node:zlib';

import { createCast } from '../generator/cast.ts';
import { createRandom } from '../generator/random.ts';
import { mixedRecord } from '../generator/record.ts';
import type { Leaves } from './keySpace.ts';

const windowBytes = 32_768;
const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
const lastBlock = Buffer.from([3, 0]);
/** Stands where something will differ; occurs nowhere in JSON, so that nothing compressed refers to it. */
const placeholder = '\u0001';
const modelTimeMs = Date.UTC(2026, 5, 1);

type Place = { readonly what: 'eventID' | 'eventTime'; readonly inText: number; readonly inGzip: number };
type Template = {
  readonly text: Buffer;
  readonly gzip: Buffer;
  readonly places: readonly Place[];
  readonly records: number;
};

/** Log files of about `sizeBytes` for keys as CloudTrail names them. */
export class GeneratedLogs implements Leaves {
  private readonly templates = new Map<string, Template>();
  private readonly sizeBytes: number;

  constructor(sizeBytes: number) {
    this.sizeBytes = sizeBytes;
  }

  facts(key: string) {
    const { stampMs } = partsOf(key);
    return {
      key,
      sizeBytes: this.templateOf(key).gzip.length + 8,
      etag: hashOf(key),
      modifiedMs: stampMs + 30_000,
      isKms: true,
    };
  }

  body(key: string): Buffer {
    const { text, gzip, places } = this.templateOf(key);
    const patchedText = Buffer.from(text);
    const trailer = Buffer.alloc(8);
    const patched = Buffer.concat([gzip, trailer]);
    const hash = hashOf(key);
    const { stampMs } = partsOf(key);
    for (const [index, { what, inText, inGzip }] of places.entries()) {
      const record = index >> 1;
      const value = what === 'eventID' ? eventIdOf(hash, record) : timeText(stampMs - 300_000 + record * 2000);
      patchedText.write(value, inText, 'latin1');
      patched.write(value, inGzip, 'latin1');
    }
    patched.writeUInt32LE(crc32(patchedText), gzip.length);
    patched.writeUInt32LE(patchedText.length, gzip.length + 4);
    return patched;
  }

  /** Records in each file of the key's account and region. */
  recordsIn(key: string): number {
    return this.templateOf(key).records;
  }

  private templateOf(key: string): Template {
    const { account, region } = partsOf(key);
    const name = `${account} ${region}`;
    const known = this.templates.get(name);
    if (known !== undefined) return known;
    const template = createTemplate(account, region, this.sizeBytes);
    this.templates.set(name, template);
    return template;
  }
}

type KeyParts = { readonly account: string; readonly region: string; readonly stampMs: number };

function partsOf(key: string): KeyParts {
  const found = /([^/_]+)_CloudTrail[^_]*_([^_]+)_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)Z_[^/]+$/.exec(key);
  if (found === null) throw new Error(`Not the key of a log file: ${key}`);
  const [, account = '', region = '', ...stamp] = found;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = stamp.map(Number);
  return { account, region, stampMs: Date.UTC(year, month - 1, day, hour, minute) };
}

function hashOf(text: string): string {
  return createHash('md5').update(text).digest('hex');
}

function eventIdOf(hash: string, record: number): string {
  const end = hash.slice(20, 28) + record.toString(16).padStart(4, '0');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${end}`;
}

function timeText(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
}

function createTemplate(account: string, region: string, sizeBytes: number): Template {
  const random = createRandom(7, Number(account.slice(-6)));
  const cast = createCast(7, account);
  const writer = new TemplateWriter();
  let records = 0;
  writer.addFixed('{"Records":[');
  while (records === 0 || writer.gzipBytes < sizeBytes) {
    const record = mixedRecord(random, cast, { account, region, timeMs: modelTimeMs });
    writer.addRecord(`${records === 0 ? '' : ','}${record}`);
    records += 1;
  }
  return { ...writer.end(']}'), records };
}

class TemplateWriter {
  private readonly texts: Buffer[] = [];
  private readonly parts: Buffer[] = [gzipHeader];
  private readonly places: Place[] = [];
  private textBytes = 0;
  private window: Buffer = Buffer.alloc(0);
  gzipBytes: number = gzipHeader.length;

  /** Its first eventTime and its eventID become places; in this order, as CloudTrail writes them. */
  addRecord(record: string): void {
    const [, beforeTime = '', time = '', beforeId = '', id = '', rest = ''] =
      /^(.*?"eventTime":")([^"]{20})(".*"eventID":")([^"]{36})(".*)$/s.exec(record) ?? [];
    if (id === '') throw new Error(`A record without a place for its eventID: ${record.slice(0, 200)}`);
    this.addFixed(beforeTime);
    this.addPlace('eventTime', time.length);
    this.addFixed(beforeId);
    this.addPlace('eventID', id.length);
    this.addFixed(rest);
  }

  addFixed(text: string): void {
    const bytes = Buffer.from(text);
    const dictionary = this.window.length > 0 ? { dictionary: this.window } : {};
    this.add(bytes, deflateRawSync(bytes, { level: 6, finishFlush: constants.Z_SYNC_FLUSH, ...dictionary }));
  }

  end(text: string): Omit<Template, 'records'> {
    this.addFixed(text);
    return { text: Buffer.concat(this.texts), gzip: Buffer.concat([...this.parts, lastBlock]), places: this.places };
  }

  private addPlace(what: Place['what'], length: number): void {
    const header = Buffer.from([0, length, 0, ~length & 0xff, 0xff]);
    this.places.push({ what, inText: this.textBytes, inGzip: this.gzipBytes + header.length });
    const bytes = Buffer.from(placeholder.repeat(length));
    this.add(bytes, Buffer.concat([header, bytes]));
  }

  private add(text: Buffer, compressed: Buffer): void {
    this.texts.push(text);
    this.parts.push(compressed);
    this.textBytes += text.length;
    this.gzipBytes += compressed.length;
    this.window = Buffer.concat([this.window, text]).subarray(-windowBytes);
  }
}
