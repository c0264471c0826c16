"use client";

import { type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import { newId } from "@/components/ui/new-id";
import { blockAnchor, ownBlock, paragraphList } from "@/lib/core/synthesis/overlay/blocks";
import { keyOf, type OverlayEdit } from "@/lib/core/synthesis/overlay/edit";
import { readWorkAddress } from "@/lib/core/synthesis/work-address";
import { BlockTools, type Place } from "./block-tools";
import { useOpenThreads } from "./comments";
import { useDesk } from "./desk-context";
import { Editor } from "./editable";
import { useTyping } from "./use-typing";

function paragraphEdit(id: string, place: string, text: string): OverlayEdit | null {
  return text.trim() === "" ? null : { kind: "paragraph", id, place, text };
}

type OwnParagraphProps = {
  id: string;
  place: string;
  text: string;
  /** The ids of the author's paragraphs at this place, as they are shown. */
  ids: readonly string[];
  /** The text as it is read. */
  children: ReactNode;
};

/** A paragraph of the author's own. */
export function OwnParagraph({ id, place, text, ids, children }: OwnParagraphProps) {
  const { mayEdit, change } = useDesk();
  const block = ownBlock(id);
  const typing = useTyping(`paragraph:${id}`, "", (words) => paragraphEdit(id, place, words));
  return (
    <div id={blockAnchor(block)} className="desk-block desk-own">
      {typing.open ? (
        <Editor
          typing={typing}
          name="your paragraph"
          multiline
          empty="Empty words are not saved. To take the paragraph out, delete it."
        />
      ) : (
        children
      )}
      <BlockTools
        block={block}
        name="your paragraph"
        place={{ list: paragraphList(place), ids, id }}
      >
        {!typing.open && (
          <button type="button" onClick={() => typing.start(text)}>
            Edit<span className="sr-only"> your paragraph</span>
          </button>
        )}
        {mayEdit && (
          <button type="button" onClick={() => change(`paragraph:${id}`, null)}>
            Delete<span className="sr-only"> your paragraph</span>
          </button>
        )}
      </BlockTools>
    </div>
  );
}

/** A place where the author may write a paragraph. */
export function AddParagraph({ place, where }: { place: string; where: string }) {
  const { mayEdit } = useDesk();
  const [id, setId] = useState(newParagraphId);
  const typing = useTyping(`paragraph:${id}`, "", (words) => paragraphEdit(id, place, words));
  if (!mayEdit) return null;
  if (typing.open) {
    return (
      <div className="desk-block desk-own">
        <Editor
          typing={typing}
          name={`a paragraph ${where}`}
          multiline
          empty="Write it here. Markdown."
        />
      </div>
    );
  }
  return (
    <p className="desk-add">
      <button
        type="button"
        onClick={() => {
          // Each press is another paragraph: the one before has its own id.
          setId(newParagraphId());
          typing.start("");
        }}
      >
        Add a paragraph<span className="sr-only"> {where}</span>
      </button>
    </p>
  );
}

/** What is added comes last: after what was added before it, and what came with the survey. */
function newParagraphId(): string {
  return `p-${newId()}`;
}

/** A work that the author adds to a table. */
export function AddWork({ question }: { question: string }) {
  const { mayEdit, change } = useDesk();
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState("");
  const [url, setUrl] = useState("");
  const [problem, setProblem] = useState<"title" | "url" | null>(null);
  if (!mayEdit) return null;
  if (!open) {
    return (
      <p className="desk-add">
        <button type="button" onClick={() => setOpen(true)}>
          Add a work
        </button>
      </p>
    );
  }
  const address = url.trim() === "" ? null : readWorkAddress(url.trim());
  return (
    <form
      className="desk-form"
      onSubmit={async (event) => {
        event.preventDefault();
        const wrong =
          title.trim() === "" ? "title" : url.trim() !== "" && address === null ? "url" : null;
        setProblem(wrong);
        if (wrong !== null) return;
        const edit: OverlayEdit = {
          kind: "work",
          id: `w-${newId()}`,
          question,
          title: title.trim(),
          url: address?.url ?? null,
          details: {},
        };
        await change(keyOf(edit), edit);
        setTitle("");
        setUrl("");
        setOpen(false);
      }}
    >
      <TextField
        id={`work-${question}`}
        label="Title"
        value={title}
        maxLength={500}
        error={problem === "title" ? "A work needs a title." : undefined}
        onChange={(event) => setTitle(event.target.value)}
      />
      <TextField
        id={`work-${question}-url`}
        label="Address"
        required={false}
        hint="A web address, a DOI or an arXiv number."
        value={url}
        error={problem === "url" ? "This is no address of a work." : undefined}
        onChange={(event) => setUrl(event.target.value)}
      />
      <span className="desk-editor-foot">
        <Button type="submit" size="compact">
          Add
        </Button>
        <Button size="compact" variant="quiet" onClick={() => setOpen(false)}>
          Leave it
        </Button>
      </span>
    </form>
  );
}

/** What can be done with a work of a table, folded away until it is wanted: a table has many works. */
export function WorkTools({
  block,
  name,
  own,
  place,
}: {
  block: string;
  name: string;
  own: string | null;
  place: Place;
}) {
  const { mayEdit, change } = useDesk();
  const [open, setOpen] = useState(false);
  const threads = useOpenThreads(block);
  const tools = (
    <BlockTools block={block} name={name} mayHide={own === null} place={place}>
      {mayEdit && own !== null && (
        <button type="button" onClick={() => change(`work:${own}`, null)}>
          Delete<span className="sr-only"> {name}</span>
        </button>
      )}
    </BlockTools>
  );
  if (!mayEdit) return tools;
  return (
    <>
      <button
        type="button"
        className="desk-more"
        aria-expanded={open}
        aria-label={`Change ${name}${threads > 0 ? `, ${threads} open` : ""}`}
        onClick={() => setOpen(!open)}
      >
        {open ? "Done" : "Change"}
        {!open && threads > 0 && <span className="desk-count">{threads}</span>}
      </button>
      {open && tools}
    </>
  );
}
