import { useEffect, useState } from 'react';

import type { StreamKey } from '../../shared/firehose/model.ts';
import { Menu, MenuGroup, MenuItem } from '../ui/Menu.tsx';
import { useReports, type ReportKind } from './useReports.ts';
import type { States } from './states.ts';

type ReportMenuProps = { readonly stream: StreamKey; readonly compared: States };

const whats: readonly { readonly what: ReportKind['what']; readonly label: string }[] = [
  { what: 'diff', label: 'This comparison' },
  { what: 'timeline', label: 'Timeline' },
  { what: 'history', label: 'Whole history' },
];

const formats: readonly { readonly format: ReportKind['format']; readonly label: string }[] = [
  { format: 'markdown', label: 'Markdown' },
  { format: 'json', label: 'JSON' },
  { format: 'html', label: 'HTML' },
];

/** Copies a text about the stream, the comparison as Markdown first. */
export function CopyMenu({ stream, compared }: ReportMenuProps) {
  const reports = useReports(stream, compared);
  const { said, say } = useSaid();
  const copy = async (kind: ReportKind) => {
    if (await reports.copy(kind)) say('Copied');
  };
  return (
    <>
      <Menu label={said ?? 'Copy'} name="Copy" className="button" align="end">
        <MenuItem onSelect={() => void copy({ what: 'diff', format: 'markdown' })}>Copy diff as Markdown</MenuItem>
        <MenuItem onSelect={() => void copy({ what: 'diff', format: 'json' })}>Copy diff as JSON</MenuItem>
        <MenuItem onSelect={() => void copy({ what: 'timeline', format: 'markdown' })}>
          Copy timeline as Markdown
        </MenuItem>
        <MenuItem onSelect={() => void copy({ what: 'history', format: 'markdown' })}>
          Copy whole history as Markdown
        </MenuItem>
        <MenuItem onSelect={() => void copy({ what: 'history', format: 'json' })}>Copy whole history as JSON</MenuItem>
      </Menu>
      <output className="visually-hidden">{said}</output>
    </>
  );
}

/** Saves a text about the stream in a file. */
export function ExportMenu({ stream, compared }: ReportMenuProps) {
  const reports = useReports(stream, compared);
  const { said, say } = useSaid();
  const save = async (kind: ReportKind) => {
    if (await reports.save(kind)) say('Saved');
  };
  return (
    <>
      <Menu label={said ?? 'Export'} name="Export" className="button" align="end">
        {whats.map(({ what, label }) => (
          <MenuGroup key={what} label={label}>
            {formats.map(({ format, label: formatLabel }) => (
              <MenuItem key={format} onSelect={() => void save({ what, format })}>
                {formatLabel}…
              </MenuItem>
            ))}
          </MenuGroup>
        ))}
      </Menu>
      <output className="visually-hidden">{said}</output>
    </>
  );
}

const saidForMs = 1500;

/** A word that stands for a moment in place of the button's text. */
function useSaid() {
  const [said, setSaid] = useState<string>();
  useEffect(() => {
    if (said === undefined) return undefined;
    const timer = setTimeout(() => setSaid(undefined), saidForMs);
    return () => clearTimeout(timer);
  }, [said]);
  return { said, say: setSaid };
}
