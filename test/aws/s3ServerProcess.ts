// Starts the S3 server in a process of its own, and asks it what was asked of it.
import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';

import type { ServerReport, ServerSetUp } from './s3ServerMain.ts';

export const servedRegion = 'eu-west-1';

export type S3ServerProcess = {
  readonly endpoint: string;
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
  const ask = (question?: string): Promise<ServerReport> => {
    const answered = answerOf(child);
    if (question !== undefined) child.send(question);
    return answered;
  };
  const { endpoint } = await ask();
  return {
    endpoint,
    report: () => ask('report'),
    forget: async () => void (await ask('forget')),
    stop: () => void child.kill(),
  };
}

function answerOf(child: ChildProcess): Promise<ServerReport> {
  return new Promise((resolve, reject) => {
    const leave = (code: number | null): void => {
      child.off('message', take);
      reject(new Error(`The S3 server has ended with ${code}`));
    };
    const take = (report: ServerReport): void => {
      child.off('exit', leave);
      resolve(report);
    };
    child.once('message', take);
    child.once('exit', leave);
  });
}
