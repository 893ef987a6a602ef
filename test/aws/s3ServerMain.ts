// The S3 server in a process of its own, so that its work is not counted as its client's:
//   npx tsx test/aws/s3ServerMain.ts '{"latencyMs":30,"region":"eu-west-1","buckets":{"trail":{"accounts":20,"regions":17,…}}}'
// prints its address and serves until it is ended. A parent that forked it may ask it by messages (s3ServerProcess.ts).
import { createLayout, type LayoutOptions } from './keySpaceLayouts.ts';
import { startS3Server, type AskedOf, type S3Server } from './s3Server.ts';

export type ServerSetUp = {
  readonly latencyMs: number;
  /** Of all buckets. */
  readonly region: string;
  readonly buckets: Readonly<Record<string, LayoutOptions>>;
};

export type ServerReport = {
  readonly endpoint: string;
  readonly requests: readonly Pick<AskedOf, 'operation' | 'prefix' | 'delimiter'>[];
  readonly highestAtOnce: number;
};

const [text] = process.argv.slice(2);
if (text === undefined) throw new Error('Give latency and buckets as JSON');
const { latencyMs, region, buckets } = JSON.parse(text) as ServerSetUp;

const served = Object.entries(buckets).map(
  ([name, layout]) => [name, { objects: createLayout(layout), region }] as const,
);
const server = await startS3Server({ latencyMs, buckets: Object.fromEntries(served) });
process.stdout.write(`${server.endpoint}\n`);
process.on('message', (question) => {
  if (question === 'forget') server.forget();
  process.send?.(reportOf(server));
});
process.on('disconnect', () => process.exit());
process.send?.(reportOf(server));

function reportOf({ endpoint, requests, highestAtOnce }: S3Server): ServerReport {
  const asked = requests.map(({ operation, prefix, delimiter }) => ({ operation, prefix, delimiter }));
  return { endpoint, requests: asked, highestAtOnce };
}
