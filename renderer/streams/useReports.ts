import type { CallInput } from '../../shared/ipc/contract.ts';
import type { StreamKey } from '../../shared/firehose/model.ts';
import { useView } from '../state/AppStateProvider.tsx';
import { useRun } from '../state/useRun.ts';
import type { States } from './states.ts';

type ReportInput = CallInput<'streams.report'>;
export type ReportKind = Pick<ReportInput, 'what' | 'format'>;

export type Reports = {
  copy(kind: ReportKind): Promise<boolean>;
  save(kind: ReportKind): Promise<boolean>;
};

/** Texts about the stream, to copy or to save; the answer is whether that was done. */
export function useReports(stream: StreamKey, compared: States): Reports {
  const run = useRun();
  const timeZone = useView((view) => view.query.timeZone);
  const withNoise = useView((view) => view.isNoiseShown);
  const textOf = (kind: ReportKind) =>
    run('streams.report', {
      stream: { ...stream },
      ...kind,
      from: compared.from,
      to: compared.to,
      withNoise,
      timeZone,
    });
  return {
    async copy(kind) {
      const report = await textOf(kind);
      return report !== undefined && (await run('shell.copyText', { text: report.text })) !== undefined;
    },
    async save(kind) {
      const report = await textOf(kind);
      const saved = report && (await run('shell.saveText', report));
      return saved?.isSaved ?? false;
    },
  };
}
