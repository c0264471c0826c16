// What a published page does beyond reading: links and citations copied instead of followed, and a sentence, its sources and
// their dots in a chart lit up together. The page is whole without it.

const toast = document.createElement("p");
toast.className = "toast";
toast.setAttribute("role", "status");

let hide;

/** Says in a quiet place what happened, for some seconds; `more` is what can be done next. */
function say(words, more) {
  document.body.append(toast);
  toast.textContent = words;
  if (more) toast.append(more);
  toast.hidden = false;
  clearTimeout(hide);
  hide = setTimeout(
    () => {
      toast.hidden = true;
    },
    more ? 8000 : 4000,
  );
}

/** A button that copies how to cite the thing at an address: the page's citation with that address in it. */
function citeButton(address) {
  const line = document.getElementById("cite-line")?.textContent.trim();
  if (!line) return null;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy citation";
  button.addEventListener("click", () => {
    navigator.clipboard.writeText(line.replace(/\S+$/, address)).then(
      () => say("Citation copied."),
      () => location.assign("#cite"),
    );
  });
  return button;
}

/** The page's words as rich text and as Markdown, so that an editor takes the one it understands. */
async function richText(link) {
  const read = async (address) => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`status ${response.status}`);
    return new Blob([await response.text()], {
      type: address.includes("/export/md") ? "text/plain" : "text/html",
    });
  };
  await navigator.clipboard.write([
    new ClipboardItem({
      "text/html": read(link.href),
      "text/plain": read(link.dataset.copyPlain),
    }),
  ]);
}

/** What a click on this link copies; null where it is an ordinary link. */
function copying(link) {
  if (link.dataset.copyLink !== undefined) {
    const work = navigator.clipboard.writeText(link.href);
    return { work, done: "Link copied.", more: citeButton(link.href) };
  }
  const from = link.dataset.copyText && document.getElementById(link.dataset.copyText);
  if (from) {
    return { work: navigator.clipboard.writeText(from.textContent.trim()), done: "Copied." };
  }
  if (link.dataset.copyPlain !== undefined) {
    return { work: richText(link), done: "Copied with headings, tables and footnotes." };
  }
  return null;
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey;
  if (!link || !plain || !navigator.clipboard) return;
  const copied = copying(link);
  if (copied === null) return;
  event.preventDefault();
  copied.work.then(
    () => say(copied.done, copied.more),
    // Where the browser forbids it the link is followed, as without this script.
    () => location.assign(link.href),
  );
});

/** All dots of one answer. */
function dotsCalled(anchor) {
  return [...document.querySelectorAll(`#${anchor},[data-dot="${anchor}"]`)];
}

/** What a link in the sources is about: the dots of an answer, or those of one side of a scale. */
function dotsBehind(link) {
  const anchor = link.hash.slice(1);
  if (/^dot-\d+$/.test(anchor)) return dotsCalled(anchor);
  const { side } = link.dataset;
  const figure = side && document.getElementById(anchor);
  if (!figure) return [];
  return [...figure.querySelectorAll(`:is(.chart-${side}, .chart-${side}-soft) > circle`)];
}

/** What belongs to the thing pointed at: the dots of a sentence, a source or a quote, and the sources and quotes of a dot. */
function belongingTo(thing) {
  const dot = thing.closest("[id^=dot-], [data-dot]");
  if (dot) {
    const anchor = dot.dataset.dot ?? dot.id;
    const links = [...document.querySelectorAll(`a[href="#${anchor}"]`)];
    return [...dotsCalled(anchor), ...links.map((link) => link.closest(".source, .quote-row"))];
  }
  const part = thing.closest(".sentence, .source, .quote-row");
  const sources = part && (document.getElementById(`${part.id}-sources`) ?? part);
  return sources ? [...sources.querySelectorAll("a")].flatMap(dotsBehind) : [];
}

let lit = [];

function light(event) {
  const found = event.target instanceof Element ? belongingTo(event.target) : [];
  for (const one of lit) one.classList.remove("lit");
  lit = found.filter(Boolean);
  for (const one of lit) one.classList.add("lit");
}

document.addEventListener("pointerover", light);
document.addEventListener("focusin", light);
