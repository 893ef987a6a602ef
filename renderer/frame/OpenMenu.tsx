import type { RecentWorkspace } from '../../shared/ipc/contract.ts';
import { useSession } from '../state/AppStateProvider.tsx';
import { useCall } from '../state/useCall.ts';
import { useOpen } from '../state/useOpen.ts';
import { Menu, MenuGroup, MenuItem, MenuSeparator } from '../ui/Menu.tsx';
import { countOf } from '../ui/numbers.ts';

/** The header's menu for opening, extending and closing a workspace. */
export function OpenMenu() {
  const open = useOpen();
  const workspace = useSession((session) => session.workspace);
  return (
    <Menu label="Open" className="button">
      <MenuItem onSelect={() => void open.folder()}>Open folder…</MenuItem>
      <MenuItem onSelect={() => void open.files()}>Open files…</MenuItem>
      <MenuItem onSelect={() => void open.samples()}>Open sample logs</MenuItem>
      {workspace && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => void open.addFolder()}>Add folder to this workspace…</MenuItem>
          <MenuItem onSelect={() => void open.addFiles()}>Add files to this workspace…</MenuItem>
          <MenuItem onSelect={() => void open.refresh()}>Import what changed on disk</MenuItem>
        </>
      )}
      <RecentItems currentId={workspace?.id} />
      {workspace && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => void open.close()}>Close workspace</MenuItem>
        </>
      )}
    </Menu>
  );
}

function RecentItems({ currentId }: { readonly currentId: string | undefined }) {
  const open = useOpen();
  const { data } = useCall('workspace.recent', {});
  const others = (data?.workspaces ?? []).filter((recent: RecentWorkspace) => recent.id !== currentId).slice(0, 8);
  if (others.length === 0) return null;
  return (
    <>
      <MenuSeparator />
      <MenuGroup label="Recent workspaces">
        {others.map((recent) => (
          <MenuItem key={recent.id} hint={countOf(recent.events, 'event')} onSelect={() => void open.recent(recent.id)}>
            {recent.name}
          </MenuItem>
        ))}
      </MenuGroup>
    </>
  );
}
