// Everything that Firetrail meets in AWS, on loopback: configuration files in a home of their own, and servers for S3,
// queues, signing in and Event history. `env` is what to start the app, the command line or the core with.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startFauxqs, type FauxqsServer } from 'fauxqs';

import { faults, type Fault } from './faults.ts';
import { StoredObjects } from './keySpace.ts';
import { createLayout } from './keySpaceLayouts.ts';
import { startLookupServer, type LookupServer } from './lookupServer.ts';
import { startS3Server, type S3Server } from './s3Server.ts';
import type { S3Request } from './s3ServerRequest.ts';
import { SignInServer } from './signInServer.ts';
import { firstAccount, homeRegion, secondAccount, writeConfigFiles } from './worldFiles.ts';
import { createLogs, createRecords, dayAgo, type WorldLogs } from './worldLogs.ts';
import { createQueue, type TrailQueue } from './worldQueue.ts';

export const firstBucket = 'acme-trail';
/** An organisation's, under a prefix, large enough that nobody wants all of it. */
export const organizationBucket = 'acme-organization';
/** Of the second account, in a server of somebody else's making. */
export const secondBucket = 'second-trail';

export type World = {
  readonly home: string;
  /** The whole environment: what AWS tools would find in ours is taken out. */
  readonly env: Readonly<Record<string, string>>;
  readonly configFile: string;
  readonly credentialsFile: string;
  readonly s3: S3Server;
  readonly signIn: SignInServer;
  readonly lookup: LookupServer;
  readonly fauxqs: FauxqsServer;
  readonly queue: TrailQueue;
  /** Codes that the MFA device shows, each good once. */
  readonly mfaCodes: readonly string[];
  /** The objects of the first bucket, to be added to or taken from. */
  readonly objects: StoredObjects;
  readonly logs: WorldLogs;
  readonly secondLogs: WorldLogs;
  /** What goes wrong with requests to S3; beyond what credentials are refused. */
  setFault(fault: ((request: S3Request) => Fault | undefined) | undefined): void;
  close(): Promise<void>;
};

export async function startWorld(): Promise<World> {
  const home = await mkdtemp(path.join(tmpdir(), 'firetrail-world-'));
  const signIn = await SignInServer.start();
  // Nothing but https is opened in a browser.
  signIn.verificationUrl = 'https://device.sso.eu-west-1.amazonaws.com/';
  const logs = createLogs({ events: 6000, files: 600, accounts: 3, regions: 3, days: 6, seed: 11 });
  const secondLogs = createLogs({ events: 300, files: 20, accounts: 1, regions: 2, days: 3, seed: 12 }, 'logs/');
  const objects = new StoredObjects();
  for (const [key, bytes] of logs.objects) objects.add(key, bytes);
  let fault: ((request: S3Request) => Fault | undefined) | undefined;
  const s3 = await startS3Server({
    buckets: {
      [firstBucket]: { objects, region: homeRegion },
      [organizationBucket]: { objects: organizationLogs(), region: 'us-east-1' },
    },
    fault: (request) => refusalOf(signIn, request) ?? fault?.(request),
  });
  const accountOf = (accessKeyId: string) => signIn.keys.get(accessKeyId)?.account ?? firstAccount;
  const records = createRecords({ events: 240, files: 24, accounts: 1, regions: 2, days: 4, seed: 13 });
  const lookup = await startLookupServer({ accountOf, events: records });
  const fauxqs = await startFauxqs({ port: 0, logger: false });
  await fillBucket(fauxqs, secondBucket, secondLogs);
  const queue = createQueue(fauxqs, 'trail');
  const endpoints = {
    s3: s3.endpoint,
    otherS3: fauxqs.address,
    signIn: signIn.url,
    lookup: lookup.url,
    queues: fauxqs.address,
  };
  const { configFile, credentialsFile, codes } = await writeConfigFiles(home, endpoints, signIn);
  return {
    home,
    env: environment(home, configFile, credentialsFile),
    configFile,
    credentialsFile,
    s3,
    signIn,
    lookup,
    fauxqs,
    queue,
    mfaCodes: codes,
    objects,
    logs,
    secondLogs,
    setFault: (wanted) => (fault = wanted),
    close: async () => {
      queue.close();
      await Promise.all([s3.close(), signIn.close(), lookup.close(), fauxqs.stop()]);
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function organizationLogs() {
  return createLayout({
    prefix: ['org'],
    organization: 'o-abc1234567',
    accounts: 4,
    regions: 3,
    days: 40,
    firstDay: dayAgo(40),
    filesPerDay: 24,
    otherFolders: ['CloudTrail-Digest'],
    sizeBytes: 6000,
  });
}

/** What the credentials of a request are worth. */
function refusalOf(signIn: SignInServer, { accessKeyId = '', headers, bucket }: S3Request): Fault | undefined {
  const keys = signIn.keys.get(accessKeyId);
  if (keys === undefined || keys.sessionToken !== headers['x-amz-security-token']) return faults.unknownKey();
  if (keys.endsMs !== undefined && keys.endsMs <= Date.now()) return faults.expired();
  // The first account's buckets let nobody else in.
  return bucket !== '' && keys.account === secondAccount ? faults.denied() : undefined;
}

async function fillBucket(server: FauxqsServer, bucket: string, { objects }: WorldLogs): Promise<void> {
  server.createBucket(bucket);
  const client = new S3Client({
    region: homeRegion,
    endpoint: server.address,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    credentials: { accessKeyId: 'writer', secretAccessKey: 'writer' },
  });
  for (const [key, bytes] of objects)
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes }));
  client.destroy();
}

function environment(home: string, configFile: string, credentialsFile: string): Readonly<Record<string, string>> {
  const kept = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !entry[0].startsWith('AWS_'),
  );
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    AWS_CONFIG_FILE: configFile,
    AWS_SHARED_CREDENTIALS_FILE: credentialsFile,
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}
