import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/jetbrains-mono/wght.css';
// The features' own styles come after these, with App.
import './styles/tokens.css';
import './styles/base.css';
import './styles/controls.css';
import { createRoot } from 'react-dom/client';

import { createClient, type Bridge } from '../shared/ipc/client.ts';
import { App } from './App.tsx';
import { createAppState } from './state/appState.ts';

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly firetrail: Bridge;
  }
}

const root = document.getElementById('root');
if (!root) throw new Error('The page has no element to draw in');
createRoot(root).render(<App state={createAppState(createClient(window.firetrail))} />);
