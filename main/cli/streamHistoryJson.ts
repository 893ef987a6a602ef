// The history of every stream as one JSON object (its shape is shared/firehose/model.ts, History), written version by
// version: a history of thousands is longer than a text can be.
import { maskSecrets, type Mask } from '../../shared/firehose/fields/secrets.ts';
import type { Change, History, Lifetime, Version } from '../../shared/firehose/model.ts';
import type { TextOut } from './output.ts';

export class HistoryWriter {
  private readonly out: TextOut;
  private readonly mask: Mask | undefined;
  private lifetimes = 0;

  /** Secrets are written as they are where there is no mask. */
  constructor(out: TextOut, mask: Mask | undefined) {
    this.out = out;
    this.mask = mask;
  }

  async lifetime({ versions, ...lifetime }: Lifetime): Promise<void> {
    await this.out.write(this.lifetimes === 0 ? '{\n  "lifetimes": [\n' : ',\n');
    this.lifetimes += 1;
    // The versions stand between what a reader wants to know first and the rest.
    const { failures, gaps, conflicts, blame, ...first } = lifetime;
    await this.out.write(`    ${JSON.stringify(first).slice(0, -1)},"versions":[`);
    for (const [index, version] of versions.entries())
      await this.out.write(`${index === 0 ? '\n' : ',\n'}      ${JSON.stringify(this.masked(version))}`);
    const rest = JSON.stringify({ failures, gaps, conflicts, ...(blame === undefined ? {} : { blame }) });
    await this.out.write(`${versions.length === 0 ? '' : '\n    '}],${rest.slice(1)}`);
  }

  async end(rest: Pick<History, 'unattached' | 'ignored'>): Promise<void> {
    await this.out.write(this.lifetimes === 0 ? '{\n  "lifetimes": [],\n' : '\n  ],\n');
    await this.out.write(JSON.stringify(rest, undefined, 2).replace('{\n', '').concat('\n'));
  }

  private masked(version: Version): Version {
    const { mask } = this;
    if (mask === undefined) return version;
    const changes = version.changes.map((change) => maskedChange(change, mask));
    const config = maskSecrets(version.config, mask);
    return { ...version, config: config as Version['config'], changes };
  }
}

function maskedChange(change: Change, mask: Mask): Change {
  const { path, before, after } = change;
  return {
    ...change,
    ...(before === undefined ? {} : { before: maskSecrets(before, mask, path) }),
    ...(after === undefined ? {} : { after: maskSecrets(after, mask, path) }),
  };
}
