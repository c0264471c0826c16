import {
  type PanelCell,
  panelRecord,
  synthesizePanel,
} from "../../publication/random-panel.fixture";
import { keepThemeIds, nameAnswers, type ThemeMemory } from "./stable-ids";

/** A draft as it is stored: answers with ids that stay, themes with theirs. */
export function draft(cells: readonly PanelCell[], memory: ThemeMemory = {}) {
  const records = cells.map(panelRecord);
  const named = nameAnswers(synthesizePanel(records), ({ respondent, question }) =>
    records
      .find((one) => one.respondent === respondent && one.question === question)
      ?.id.toLowerCase(),
  );
  return keepThemeIds(named, memory);
}
