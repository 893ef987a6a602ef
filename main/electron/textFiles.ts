// Files of the user's choice: where to save, and texts that are saved there or read.
import { open, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { dialog, type BrowserWindow } from 'electron';

import { AppError } from '../../shared/errors.ts';

/** An answer of AWS has some thousand characters: what is much larger was chosen by mistake. */
const largestBytes = 5_000_000;

/** Asks where to save; `undefined` when the user cancelled. The dialog itself asks before a file is replaced. */
export async function chooseSave(window: BrowserWindow, fileName: string): Promise<string | undefined> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, {
    title: 'Save as',
    // Only a name: a folder in it would be one that the page chose.
    defaultPath: path.basename(fileName),
    filters: filtersFor(fileName),
  });
  return canceled || !filePath ? undefined : filePath;
}

/** Asks where; `undefined` when the user cancelled. Errors: file/unwritable. */
export async function saveText(window: BrowserWindow, text: string, fileName: string): Promise<string | undefined> {
  const filePath = await chooseSave(window, fileName);
  if (filePath === undefined) return undefined;
  try {
    await writeFile(filePath, text);
  } catch (error) {
    throw new AppError('file/unwritable', `${filePath} cannot be written: ${reasonOf(error)}`, { cause: error });
  }
  return path.basename(filePath);
}

export type ReadText = { readonly text: string; readonly fileName: string };

/** Asks for a file; `undefined` when the user cancelled. Errors: file/unreadable. */
export async function readText(window: BrowserWindow): Promise<ReadText | undefined> {
  const { filePaths } = await dialog.showOpenDialog(window, {
    title: 'Open a saved answer of AWS',
    properties: ['openFile'],
  });
  const [file] = filePaths;
  if (file === undefined) return undefined;
  return { text: decodeText(await readBytes(file), file), fileName: path.basename(file) };
}

/** One byte more than is allowed tells a file that is too large, also one without a size of its own. */
async function readBytes(file: string): Promise<Buffer> {
  const bytes = await readStart(file, largestBytes + 1);
  if (bytes.length <= largestBytes) return bytes;
  throw new AppError('file/unreadable', `${file} is larger than 5 MB: it is no answer of describe-delivery-stream`);
}

async function readStart(file: string, most: number): Promise<Buffer> {
  try {
    const handle = await open(file);
    try {
      const buffer = Buffer.alloc(most);
      let length = 0;
      for (;;) {
        const { bytesRead } = await handle.read(buffer, length, most - length);
        length += bytesRead;
        if (bytesRead === 0 || length === most) return buffer.subarray(0, length);
      }
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw new AppError('file/unreadable', `${file} cannot be read: ${reasonOf(error)}`, { cause: error });
  }
}

/** UTF-8, or the UTF-16 that PowerShell writes; a byte-order mark is not part of the text. */
function decodeText(bytes: Buffer, file: string): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    throw new AppError('file/unreadable', `${file} is not a text`, { cause: error });
  }
}

const kinds: Readonly<Record<string, string>> = {
  md: 'Markdown',
  json: 'JSON',
  html: 'HTML',
  csv: 'CSV',
  ndjson: 'NDJSON',
  parquet: 'Parquet',
};

function filtersFor(fileName: string): Electron.FileFilter[] {
  const extension = path.extname(fileName).slice(1);
  const name = kinds[extension];
  const all = { name: 'All files', extensions: ['*'] };
  return name === undefined ? [all] : [{ name, extensions: [extension] }, all];
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
