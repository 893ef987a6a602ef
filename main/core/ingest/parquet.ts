// Writes one row group of columns as an uncompressed Parquet file: the fastest way into DuckDB from another
// thread. Writers on npm take JavaScript values and spend more time on them than reading the log takes; ours
// takes bytes that are already laid out. Format: https://parquet.apache.org/docs/file-format/ (Thrift compact
// protocol, data pages of version 1, RLE/bit-packed hybrid).
import type { DictionaryBuilder, NumberBuilder, PlainTextBuilder } from './columnBuilders.ts';
import { GrowableBytes } from './growableBytes.ts';
import { ThriftWriter } from './thrift.ts';

export type ParquetColumn =
  | { readonly name: string; readonly kind: 'dictionary'; readonly builder: DictionaryBuilder }
  | { readonly name: string; readonly kind: 'plain'; readonly builder: PlainTextBuilder }
  | { readonly name: string; readonly kind: 'number'; readonly builder: NumberBuilder };

type Chunk = {
  readonly dictionaryOffset: number | undefined;
  readonly dataOffset: number;
  readonly byteCount: number;
};

/** Physical types, encodings and page types as numbered in parquet.thrift. */
const INT32 = 1;
const INT64 = 2;
const BYTE_ARRAY = 6;
const PLAIN = 0;
const RLE = 3;
const RLE_DICTIONARY = 8;
const DATA_PAGE = 0;
const DICTIONARY_PAGE = 2;
const UTF8 = 0;

/** The file's pieces, in order, to be written one after the other. Views of the builders: valid until their next append. */
export function encodeParquet(columns: readonly ParquetColumn[], rowCount: number): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [Buffer.from('PAR1')];
  let offset = 4;
  const push = (bytes: Uint8Array): void => {
    pieces.push(bytes);
    offset += bytes.length;
  };
  const chunks = columns.map((column): Chunk => {
    const start = offset;
    const hasDictionary = column.kind === 'dictionary';
    if (column.kind === 'dictionary') pushDictionaryPage(column.builder, push);
    const dataOffset = offset;
    pushDataPage(column, rowCount, push);
    return { dictionaryOffset: hasDictionary ? start : undefined, dataOffset, byteCount: offset - start };
  });
  const footer = encodeFooter(columns, chunks, rowCount);
  push(footer);
  const tail = Buffer.alloc(8);
  tail.writeUInt32LE(footer.length, 0);
  tail.write('PAR1', 4, 'latin1');
  push(tail);
  return pieces;
}

function pushDictionaryPage(builder: DictionaryBuilder, push: (bytes: Uint8Array) => void): void {
  const body = builder.dictionary.view();
  const header = new ThriftWriter();
  header.i32(1, DICTIONARY_PAGE).i32(2, body.length).i32(3, body.length);
  header.struct(7, () => header.i32(1, builder.size).i32(2, PLAIN));
  push(header.finish());
  push(body);
}

function pushDataPage(column: ParquetColumn, rowCount: number, push: (bytes: Uint8Array) => void): void {
  const body = pageBody(column, rowCount);
  const byteCount = body.reduce((sum, piece) => sum + piece.length, 0);
  const header = new ThriftWriter();
  header.i32(1, DATA_PAGE).i32(2, byteCount).i32(3, byteCount);
  const encoding = column.kind === 'dictionary' ? RLE_DICTIONARY : PLAIN;
  header.struct(5, () => header.i32(1, rowCount).i32(2, encoding).i32(3, RLE).i32(4, RLE));
  push(header.finish());
  for (const piece of body) push(piece);
}

function pageBody(column: ParquetColumn, rowCount: number): readonly Uint8Array[] {
  switch (column.kind) {
    case 'dictionary': {
      const { codes, size } = column.builder;
      const { definitions, dense, count } = splitNulls(codes, rowCount);
      const bitWidth = Math.max(1, 32 - Math.clz32(Math.max(size - 1, 0)));
      return [definitions, Uint8Array.of(bitWidth), bitPacked(dense, count, bitWidth)];
    }
    case 'plain':
      return [definitionLevels(column.builder.present, rowCount), column.builder.values.view()];
    case 'number':
      return [plainNumbers(column.builder, rowCount)];
  }
}

/** Definition levels, and the codes of the rows that have a value. */
function splitNulls(
  codes: Int32Array,
  rowCount: number,
): { definitions: Uint8Array; dense: Int32Array; count: number } {
  const present = new Uint8Array(rowCount);
  const dense = new Int32Array(rowCount);
  let count = 0;
  for (let row = 0; row < rowCount; row += 1) {
    const code = codes[row] as number;
    if (code < 0) continue;
    present[row] = 1;
    dense[count] = code;
    count += 1;
  }
  return { definitions: definitionLevels(present, rowCount), dense, count };
}

function definitionLevels(present: Uint8Array, rowCount: number): Uint8Array {
  const levels = bitPacked(present, rowCount, 1);
  const sized = Buffer.allocUnsafe(4 + levels.length);
  sized.writeUInt32LE(levels.length, 0);
  sized.set(levels, 4);
  return sized;
}

/** One bit-packed run of the hybrid encoding: a header, then `bitWidth` bits for each value, low bits first. */
function bitPacked(values: Int32Array | Uint8Array, count: number, bitWidth: number): Uint8Array {
  const groups = Math.ceil(count / 8);
  const packed = new GrowableBytes(groups * bitWidth + 8);
  writeVarint(packed, (groups << 1) | 1);
  const start = packed.reserve(groups * bitWidth);
  const { bytes } = packed;
  bytes.fill(0, start, packed.length);
  let at = start;
  let pending = 0;
  let pendingBits = 0;
  for (let i = 0; i < count; i += 1) {
    pending |= (values[i] as number) << pendingBits;
    pendingBits += bitWidth;
    while (pendingBits >= 8) {
      bytes[at] = pending & 0xff;
      at += 1;
      pending >>>= 8;
      pendingBits -= 8;
    }
  }
  if (pendingBits > 0) bytes[at] = pending & 0xff;
  return packed.view();
}

function writeVarint(to: GrowableBytes, value: number): void {
  let rest = value;
  while (rest > 0x7f) {
    to.appendByte((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  to.appendByte(rest);
}

function plainNumbers(builder: NumberBuilder, rowCount: number): Uint8Array {
  if (builder.width === 32) {
    const narrow = new Int32Array(rowCount);
    for (let row = 0; row < rowCount; row += 1) narrow[row] = builder.values[row] as number;
    return new Uint8Array(narrow.buffer);
  }
  const wide = new Int32Array(rowCount * 2);
  for (let row = 0; row < rowCount; row += 1) {
    const value = builder.values[row] as number;
    wide[row * 2] = (value % 0x1_0000_0000) | 0;
    wide[row * 2 + 1] = Math.floor(value / 0x1_0000_0000);
  }
  return new Uint8Array(wide.buffer);
}

function encodeFooter(columns: readonly ParquetColumn[], chunks: readonly Chunk[], rowCount: number): Uint8Array {
  const totalBytes = chunks.reduce((sum, chunk) => sum + chunk.byteCount, 0);
  const footer = new ThriftWriter();
  footer.i32(1, 1);
  footer.list(2, columns.length + 1, (index) => {
    const column = columns[index - 1];
    if (column === undefined) footer.binary(4, 'rows').i32(5, columns.length);
    else schemaElement(footer, column);
  });
  footer.i64(3, rowCount);
  footer.list(4, 1, () => {
    footer.list(1, columns.length, (index) => {
      const column = columns[index];
      const chunk = chunks[index];
      if (column !== undefined && chunk !== undefined) columnChunk(footer, column, chunk, rowCount);
    });
    footer.i64(2, totalBytes).i64(3, rowCount);
  });
  return footer.finish();
}

function schemaElement(footer: ThriftWriter, column: ParquetColumn): void {
  footer.i32(1, physicalType(column));
  footer.i32(3, column.kind === 'number' ? 0 : 1);
  footer.binary(4, column.name);
  if (column.kind !== 'number') footer.i32(6, UTF8);
}

function columnChunk(footer: ThriftWriter, column: ParquetColumn, chunk: Chunk, rowCount: number): void {
  footer.i64(2, chunk.dictionaryOffset ?? chunk.dataOffset);
  footer.struct(3, () => {
    footer.i32(1, physicalType(column));
    footer.i32List(2, column.kind === 'dictionary' ? [PLAIN, RLE, RLE_DICTIONARY] : [PLAIN, RLE]);
    footer.binaryList(3, [column.name]);
    footer.i32(4, 0).i64(5, rowCount).i64(6, chunk.byteCount).i64(7, chunk.byteCount);
    footer.i64(9, chunk.dataOffset);
    if (chunk.dictionaryOffset !== undefined) footer.i64(11, chunk.dictionaryOffset);
  });
}

function physicalType(column: ParquetColumn): number {
  if (column.kind !== 'number') return BYTE_ARRAY;
  return column.builder.width === 32 ? INT32 : INT64;
}
