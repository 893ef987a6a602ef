// Starts the S3 server in a process of its own, and asks it what was asked of it.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

import type { ServerReport, ServerSetUp } from './s3ServerMain.ts';

export const servedRegion = 'eu-west-1';

export type S3ServerProcess = {
  readonly endpoint: string;
  readonly pid: number | undefined;
  report(): Promise<ServerReport>;
  /** What is reported next is only what follows. */
  forget(): Promise<void>;
  stop(): void;
};

export async function startS3ServerProcess(setUp: Omit<ServerSetUp, 'region'>): Promise<S3ServerProcess> {
  const file = path.join(import.meta.dirname, 's3ServerMain.ts');
  const child = fork(file, [JSON.stringify({ ...setUp, region: servedRegion })], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const { endpoint } = await answer(child);
  const ask = (question: string): Promise<ServerReport> => {
    child.send(question);
    return answer(child);
  };
  return {
    endpoint,
    pid: child.pid,
    report: () => ask('report'),
    forget: async () => void (await ask('forget')),
    stop: () => void child.kill(),
  };
}

async function answer(child: ChildProcess): Promise<ServerReport> {
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The S3 server has ended with ${code}`);
  });
  ended.catch(() => undefined);
  const [report] = (await Promise.race([once(child, 'message'), ended])) as [ServerReport];
  return report;
}
