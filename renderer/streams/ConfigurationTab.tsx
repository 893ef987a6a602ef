import { useState } from 'react';

import type { ShownVersion } from '../../shared/firehose/presented.ts';
import { CodeEditor } from '../ui/CodeEditor.tsx';
import { CopyButton } from '../ui/CopyButton.tsx';
import { jsonExtensions } from '../ui/jsonExtensions.ts';
import { Segmented } from '../ui/Segmented.tsx';
import { Path } from '../ui/Path.tsx';
import { byGroup } from './fieldGroups.ts';
import { NoConfiguration, StateTab, type StateTabProps } from './StateTab.tsx';
import { ValueBox } from './ValueBox.tsx';

type Form = 'fields' | 'json';

const forms: readonly { readonly value: Form; readonly label: string }[] = [
  { value: 'fields', label: 'Fields' },
  { value: 'json', label: 'JSON' },
];

/** What was in force in a state, to read and to copy; what AWS adds by itself is dimmed. */
export function ConfigurationTab(props: StateTabProps) {
  const [form, setForm] = useState<Form>('fields');
  return (
    <StateTab {...props}>
      {(version) =>
        version.state.configText === '' ? (
          <NoConfiguration version={version} />
        ) : (
          <>
            <div className="tab-tools">
              <Segmented name="Form of the configuration" value={form} choices={forms} onChange={setForm} />
              <strong>{version.state.title}</strong>
              <span className="spring" />
              <CopyButton text={version.state.configText} label="Copy as JSON" className="button small" />
            </div>
            {form === 'json' ? (
              <CodeEditor
                text={version.state.configText}
                label={`Configuration of ${version.state.title}`}
                extensions={jsonExtensions}
                isReadOnly
              />
            ) : (
              <FieldList version={version} />
            )}
          </>
        )
      }
    </StateTab>
  );
}

type Line =
  | (ShownVersion['fields'][number] & { readonly isDefault?: undefined })
  | (ShownVersion['defaults'][number] & { readonly isDefault: true });

function FieldList({ version }: { readonly version: ShownVersion }) {
  const lines: readonly Line[] = [
    ...version.fields,
    ...version.defaults.map((line) => ({ ...line, isDefault: true as const })),
  ];
  return (
    <table className="field-table" aria-label={`Configuration of ${version.state.title}`}>
      {byGroup(lines).map(({ heading, items }) => (
        <tbody key={heading}>
          <tr>
            <th scope="rowgroup" colSpan={2} className="field-group">
              {heading}
            </th>
          </tr>
          {items.map((line) => (
            <tr key={line.path} className={line.isDefault ? 'default' : undefined}>
              <th scope="row" className="field-name">
                {line.label}
                <Path path={line.path} />
              </th>
              <td>
                {line.isDefault ? (
                  <span className="value-box none" title="No event states it: the default that AWS documents">
                    {line.text} <span className="default-word">default</span>
                  </span>
                ) : (
                  <ValueBox shown={line} missing="not set" tone="plain" name={line.label} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
