import type { Settings } from '../../shared/ipc/contract.ts';
import { useAppState, useSession } from '../state/AppStateProvider.tsx';
import { Menu, MenuChoices } from '../ui/Menu.tsx';

const themes: readonly { readonly value: Settings['theme']; readonly label: string }[] = [
  { value: 'system', label: 'Like the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

export function AppearanceMenu() {
  const { session } = useAppState();
  const theme = useSession((state) => state.theme);
  return (
    <Menu label={<HalfMoon />} name="Appearance" className="button quiet" align="end">
      <MenuChoices
        label="Appearance"
        value={theme}
        choices={themes}
        onChange={(next) => session.setState({ theme: next })}
      />
    </Menu>
  );
}

function HalfMoon() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
      <circle cx="7" cy="7" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.2" />
      <path d="M7 1.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" />
    </svg>
  );
}
