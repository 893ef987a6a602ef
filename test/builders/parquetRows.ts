// Reads Parquet files back with DuckDB, which knows nothing of how they were written.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';

export type ParquetRow = { readonly [column: string]: unknown };

export class ParquetReader {
  private readonly instance: DuckDBInstance;
  private readonly connection: DuckDBConnection;
  private readonly dir = mkdtempSync(join(tmpdir(), 'firetrail-parquet-'));

  private lastFile = 0;

  private constructor(instance: DuckDBInstance, connection: DuckDBConnection) {
    this.instance = instance;
    this.connection = connection;
  }

  static async make(): Promise<ParquetReader> {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    return new ParquetReader(instance, await instance.connect());
  }

  async rows(pieces: readonly Uint8Array[]): Promise<readonly ParquetRow[]> {
    // DuckDB keeps what it knows of a file by its name.
    this.lastFile += 1;
    const file = join(this.dir, `${this.lastFile}.parquet`);
    writeFileSync(file, Buffer.concat(pieces));
    const reader = await this.connection.runAndReadAll(`SELECT * FROM read_parquet('${file}')`);
    return reader.getRowObjectsJson();
  }

  close(): void {
    this.connection.closeSync();
    this.instance.closeSync();
    rmSync(this.dir, { recursive: true });
  }
}
