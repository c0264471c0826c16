const open = "\ue000";
const close = "\ue001";
const slots = /\ue000(\d+)\ue001/g;

/** A place in a template that a text goes into later. */
export function slot(at: number): string {
  return `${open}${at}${close}`;
}

const escapes: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#x27;",
};

/**
 * Puts texts into the slots of rendered HTML, escaped for elements and attributes alike. A mail of one shape is so rendered
 * once, however many people get it; what is put in is not looked at for slots again.
 */
export function fillSlots(html: string, texts: readonly string[]): string {
  return html.replace(slots, (_, at: string) =>
    (texts[Number(at)] ?? "").replace(/[&<>"']/g, (character) => escapes[character] ?? character),
  );
}
