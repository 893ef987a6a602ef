// Cells that are more than a text, drawn as elements with texts: log content never becomes markup.
import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community';

import type { CellValue } from '../../shared/events/columns.ts';
import { legible } from '../ui/legible.ts';
import type { EventRow } from './eventRow.ts';

type CellDrawing = (params: ICellRendererParams<EventRow, CellValue>) => HTMLElement;

export type CellClass = new () => ICellRendererComp<EventRow>;

/** In the form in which the grid draws a cell by itself; it takes a mere function for a component of React's. */
function drawnBy(drawing: CellDrawing): CellClass {
  return class DrawnCell {
    #element: HTMLElement | undefined;

    init(params: ICellRendererParams<EventRow, CellValue>): void {
      this.#element = drawing(params);
    }

    getGui(): HTMLElement {
      return this.#element ?? document.createElement('span');
    }

    /** Drawn anew where the value is another. */
    refresh(): boolean {
      return false;
    }
  };
}

/** `role/session` reads with the session first and the role muted behind it; any other actor as it is. */
const drawActor: CellDrawing = ({ value, data }) => {
  const text = value === null || value === undefined ? '' : String(value);
  const slash = text.indexOf('/');
  if (slash < 1 || data?.cells.get('userIdentity.type') !== 'AssumedRole') return textsOf(text);
  return textsOf(text.slice(slash + 1), ` · ${text.slice(0, slash)}`, 'cell-sub');
};

export const ActorCell = drawnBy(drawActor);

/** The account's number, and its name where it has one. */
export function accountCell(names: Readonly<Record<string, string>>): CellClass {
  return drawnBy(({ value }) => {
    const account = value === null || value === undefined ? '' : String(value);
    const name = names[account];
    return name === undefined ? textsOf(account) : textsOf(account, ` ${name}`, 'account-name');
  });
}

/** A text, and after it one that stands back. */
function textsOf(text: string, after = '', afterClass = ''): HTMLElement {
  const cell = document.createElement('span');
  cell.append(legible(text));
  if (after !== '') {
    const part = document.createElement('span');
    part.className = afterClass;
    part.append(legible(after));
    cell.append(part);
  }
  return cell;
}
