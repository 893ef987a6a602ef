import { Menu, MenuGroup, MenuItem } from '../ui/Menu.tsx';
import { exampleGroups } from './examples.ts';

/** Questions to begin with; the chosen one is put into the editor and run. */
export function ExamplesMenu({ onPick }: { readonly onPick: (sql: string) => void }) {
  return (
    <Menu label="Examples" className="button quiet small">
      {exampleGroups.map(({ title, examples }) => (
        <MenuGroup key={title} label={title}>
          {examples.map((example) => (
            <MenuItem key={example.title} onSelect={() => onPick(example.text)}>
              {example.title}
              <span className="example-question">{example.question}</span>
            </MenuItem>
          ))}
        </MenuGroup>
      ))}
    </Menu>
  );
}
