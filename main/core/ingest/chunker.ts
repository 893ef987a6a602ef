// Groups files into chunks for the worker threads: small ones first, so that the first rows come at once.
import type { ChunkFile } from './workerMessages.ts';

const firstChunkFiles = 2;
const maxChunkFiles = 256;
const maxChunkBytes = 4 * 1024 * 1024;

export class Chunker {
  private files: ChunkFile[] = [];
  private bytes = 0;
  private fileLimit = firstChunkFiles;

  /** Adds a file; returns a chunk when it is full. */
  add(file: ChunkFile): readonly ChunkFile[] | undefined {
    this.files.push(file);
    this.bytes += file.sizeBytes;
    const isFull = this.files.length >= this.fileLimit || this.bytes >= maxChunkBytes;
    if (!isFull) return undefined;
    this.fileLimit = Math.min(maxChunkFiles, this.fileLimit * 2);
    return this.rest();
  }

  /** The files gathered so far. */
  rest(): readonly ChunkFile[] {
    const { files } = this;
    this.files = [];
    this.bytes = 0;
    return files;
  }
}
