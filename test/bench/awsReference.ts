// What fetching is compared with: the same objects one after the other, and the AWS command line.
import { spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';

import { scratchDir } from './dataSets.ts';
import { runProgram } from './processes.ts';

export type ReferenceBucket = {
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  readonly prefix: string;
};

/** The seconds that so many objects take on average, each fetched and written when the one before it is done. */
export async function secondsForEach(
  { endpoint, region, bucket, prefix }: ReferenceBucket,
  objects: number,
): Promise<number> {
  const dir = scratchDir('one-by-one');
  const credentials = { accessKeyId: 'bench', secretAccessKey: 'bench' };
  const client = new S3Client({ region, endpoint, credentials, forcePathStyle: true });
  const listed = await client.send(new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: objects }));
  const keys = (listed.Contents ?? []).map(({ Key = '' }) => Key);
  const startedMs = performance.now();
  for (const [index, Key] of keys.entries()) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key }));
    if (Body === undefined) throw new Error(`${Key} has no body`);
    await writeFile(path.join(dir, String(index)), await Body.transformToByteArray());
  }
  const seconds = (performance.now() - startedMs) / 1000;
  client.destroy();
  return seconds / keys.length;
}

/** Debian's, where it is installed, else the first on the path. */
const programs = ['/usr/bin/aws', 'aws'];

export type CommandLine = { readonly program: string; readonly version: string };

export function findCommandLine(): CommandLine | undefined {
  for (const program of programs) {
    const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
    if (status === 0) return { program, version: stdout.trim().split(' ')[0] ?? '' };
  }
  return undefined;
}

/** Copies everything under the prefix into an empty folder, with the defaults of the command line. */
export async function secondsToCopy({ program }: CommandLine, from: ReferenceBucket): Promise<number> {
  const dir = scratchDir('aws-s3-cp');
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: 'bench',
    AWS_SECRET_ACCESS_KEY: 'bench',
    AWS_REGION: from.region,
    AWS_CONFIG_FILE: '/dev/null',
    AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  };
  const place = `s3://${from.bucket}/${from.prefix}`;
  const args = ['s3', 'cp', '--recursive', '--only-show-errors', '--endpoint-url', from.endpoint, place, dir];
  const startedMs = performance.now();
  await runProgram(program, args, env);
  return (performance.now() - startedMs) / 1000;
}
